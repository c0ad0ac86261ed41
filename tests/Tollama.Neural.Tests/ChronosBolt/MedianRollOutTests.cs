using System.Text.Json;
using Tollama.Core.Errors;
using Tollama.Core.Forecasting;
using Tollama.Core.Series;
using Tollama.Neural.Tests.Golden;
using Tollama.Numerics.Kernels;

namespace Tollama.Neural.Tests.ChronosBolt;

/// <summary>Horizons beyond the native one along the median, with the network that ships (64 steps in patches of 12) and a random one (16 steps in patches of 8).</summary>
public sealed class MedianRollOutTests
{
    private const string Median = """{"roll_out":"median"}""";

    private static readonly double[] Levels = [0.1, 0.5, 0.9];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static ChronosBoltModel Shipped() => ChronosBoltModel.Load(
        ModelFiles.InFolder(Path.Combine(AppContext.BaseDirectory, "bundled", "tollama-tiny", "1")), cancellationToken: Cancellation);

    private static ChronosBoltModel Random() => ChronosBoltModel.Load(new GoldenModel("chronos-bolt-tiny-random").Files, cancellationToken: Cancellation);

    /// <summary>Of 64 steps the first 60 are five whole patches; the last four of the first pass stay.</summary>
    [Fact]
    public void The_steps_beyond_are_forecast_from_whole_patches_of_the_median()
    {
        using ChronosBoltModel model = Shipped();
        double[] history = Wave(300, 0);

        double[][] first = Forecast(model, [history], 64, "{}")[0];
        double[][] second = Forecast(model, [[.. history, .. first[1][..60]]], 64, "{}")[0];
        double[][] third = Forecast(model, [[.. history, .. first[1][..60], .. second[1][..60]]], 64, "{}")[0];
        double[][] whole = Forecast(model, [history], 150, Median)[0];

        for (int level = 0; level < Levels.Length; level++)
        {
            double[] expected = [.. first[level], .. second[level][4..], .. third[level][4..30]];
            whole[level].ShouldBe(expected);
        }
    }

    /// <summary>Quantiles of random weights cross: what is appended is the middle row as the network has it.</summary>
    [Fact]
    public void A_network_whose_steps_are_whole_patches_appends_all_of_them()
    {
        using ChronosBoltModel model = Random();
        double[] history = Wave(100, 0);

        double[][] first = Forecast(model, [history], 16, """{"raw_quantiles":true}""")[0];
        double[][] second = Forecast(model, [[.. history, .. first[1]]], 16, """{"raw_quantiles":true}""")[0];

        Forecast(model, [history], 30, """{"roll_out":"median","raw_quantiles":true}""")[0][1].ShouldBe([.. first[1], .. second[1][..14]]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(124)]
    [InlineData(125)]
    public void A_shorter_horizon_is_the_beginning_of_a_longer_one(int horizon)
    {
        using ChronosBoltModel model = Shipped();
        double[] history = Wave(200, 1);

        double[][] longer = Forecast(model, [history], 200, Median)[0];

        Forecast(model, [history], horizon, Median)[0].ShouldBe(longer.Select(row => row[..horizon]));
    }

    [Fact]
    public void Within_the_native_horizon_the_option_changes_nothing()
    {
        using ChronosBoltModel model = Shipped();

        Forecast(model, [Wave(90, 2)], 64, Median)[0].ShouldBe(Forecast(model, [Wave(90, 2)], 64, "{}")[0]);
    }

    [Fact]
    public void A_forecast_depends_neither_on_the_series_beside_it_nor_on_the_threads()
    {
        using ChronosBoltModel model = Shipped();
        using ChronosBoltModel single = Shipped();
        single.With(Workers.Single, KernelSet.Current);
        double[][] histories = [.. Enumerable.Range(0, 12).Select(index => Wave(20 + (60 * index), index))];

        double[][][] together = Forecast(model, histories, 150, Median);
        double[][][] reversed = Forecast(single, [.. histories.Reverse()], 150, Median);

        for (int index = 0; index < histories.Length; index++)
        {
            together[index].ShouldBe(Forecast(model, [histories[index]], 150, Median)[0]);
            together[index].ShouldBe(reversed[^(index + 1)]);
        }
    }

    [Fact]
    public void A_roll_out_that_does_not_exist_is_refused_with_those_that_do()
    {
        using ChronosBoltModel model = Random();

        TollamaException error = Should.Throw<TollamaException>(() => Forecast(model, [Wave(30, 0)], 4, """{"roll_out":"mean"}"""));

        error.Message.ShouldContain("options.roll_out");
        error.Hint!.ShouldContain("paths, median");
    }

    private static double[][][] Forecast(ChronosBoltModel model, double[][] histories, int horizon, string options)
    {
        ForecastTask task = new()
        {
            Panel = new Panel([.. histories.Select((values, index) => new TimeSeries { Id = $"s{index}", Target = values })], horizon),
            QuantileLevels = Levels,
            Options = JsonDocument.Parse(options).RootElement,
        };
        return [.. model.Forecast(task, progress: null, Cancellation).Select(outcome => outcome.Forecast!.Quantiles.Select(row => row.ToArray()).ToArray())];
    }

    private static double[] Wave(int length, int phase) =>
        [.. Enumerable.Range(0, length).Select(step => 50 + (0.05 * step) + (9 * Math.Sin(((step + phase) * Math.PI / 12) + (0.1 * phase))))];
}

using System.Globalization;
using Tollama.Catalog;
using Tollama.Core.Configuration;
using Tollama.Core.Forecasting;
using Tollama.Core.Frequencies;
using Tollama.Core.Series;
using Tollama.Neural;
using Tollama.Stats;

namespace Tollama.Runner.Tests;

/// <summary>The network that ships takes part in auto, as this program composes both.</summary>
public sealed class BundledNetworkTests
{
    private static readonly string Bundled = Path.Combine(AppContext.BaseDirectory, "bundled");
    private static readonly ModelRegistry Registry = ModelRegistry.LoadEmbedded();
    private static readonly ModelCard Card = Registry.Cards.Single(card => card.MemberOfAuto);

    [Fact]
    public void Its_median_has_its_share_and_the_forecast_names_it()
    {
        TimeSeries series = Series(120, "MS");
        SeriesForecast mixed = Forecast(LoadedFamily.Load("stats", "auto"), 18, series)[0];
        SeriesForecast alone = Forecast(new StatsFamily(TimeProvider.System).Load(Reference, TestContext.Current.CancellationToken), 18, series)[0];
        using ChronosBoltModel network = ChronosBoltModel.Load(
            ModelFiles.InFolder(Path.Combine(Bundled, Card.BundledFolder)), cancellationToken: TestContext.Current.CancellationToken);
        double[] median = network.Forecast([series.Target.Values], 18, [0.5], TestContext.Current.CancellationToken)[0].Forecast!.Quantiles[0];

        string[] named = mixed.Method.ShouldNotBeNull().Split(" + ");
        string.Join(" + ", named[..^1]).ShouldBe(alone.Method);
        named[^1].ShouldEndWith(" tollama-tiny:1");
        double share = double.Parse(named[^1].Split(' ')[0], CultureInfo.InvariantCulture);
        share.ShouldBeInRange(0.05, 0.95);
        for (int step = 0; step < 18; step++)
        {
            double expected = alone.Mean[step] + (share * (median[step] - alone.Mean[step]));
            mixed.Mean[step].ShouldBe(expected, 1e-9 * Math.Abs(expected));
            double width = alone.Quantiles[1][step] - alone.Quantiles[0][step];
            (mixed.Quantiles[1][step] - mixed.Quantiles[0][step]).ShouldBe(width, 1e-9 * Math.Abs(expected));
        }
    }

    [Theory]
    [InlineData("MS", 12, 48, 2, 20)]
    [InlineData("MS", 12, 48, 2, 0)]
    [InlineData("D", 7, 70, 0, 20)]
    public void What_the_methods_know_exactly_stays_exact(string frequency, int season, int length, double slope, double height)
    {
        double[] exact = [.. Enumerable.Range(0, length + 24).Select(index => 100 + (slope * index) + (height * Math.Sin(Math.Tau * index / season)))];
        TimeSeries series = Series(length, frequency) with { Target = exact[..length] };

        SeriesForecast forecast = Forecast(LoadedFamily.Load("stats", "auto"), 24, series)[0];

        forecast.Mean.Zip(exact[length..], (ours, known) => Math.Abs(ours - known)).Max().ShouldBeLessThan(0.001);
    }

    [Fact]
    public void The_same_bits_alone_in_a_part_and_in_another_order()
    {
        IForecastModel auto = LoadedFamily.Load("stats", "auto");
        TimeSeries[] series = [.. Enumerable.Range(0, 30).Select(index => Series(40 + (index * 17), index % 3 == 0 ? "W" : index % 3 == 1 ? "MS" : "D") with { Id = $"{index}" })];
        IReadOnlyList<SeriesForecast> together = Forecast(auto, 70, series);

        IReadOnlyList<SeriesForecast> turned = Forecast(auto, 70, [.. series.Reverse()]);
        IReadOnlyList<SeriesForecast> part = Forecast(auto, 70, series[7..20]);

        together.Count(forecast => forecast.Method!.Contains("tollama-tiny:1", StringComparison.Ordinal)).ShouldBeGreaterThan(20);
        for (int index = 0; index < series.Length; index++)
        {
            ShouldBeSame(turned[^(index + 1)], together[index]);
            ShouldBeSame(Forecast(auto, 70, series[index])[0], together[index]);
        }

        for (int index = 0; index < part.Count; index++)
        {
            ShouldBeSame(part[index], together[7 + index]);
        }
    }

    [Fact]
    public void Without_its_folder_auto_goes_on_without_it_and_says_so_once()
    {
        string missing = Path.Combine(AppContext.BaseDirectory, "no-such-folder");
        TimeSeries[] series = [Series(120, "MS"), Series(90, "MS") with { Id = "b" }];

        IReadOnlyList<SeriesForecast> forecasts = Forecast(AutoWith(missing), 12, series);

        string warning = forecasts.SelectMany(forecast => forecast.Warnings).ShouldHaveSingleItem();
        warning.ShouldStartWith("tollama-tiny:1 left out: ");
        warning.ShouldContain("install tollama again");
        forecasts.ShouldAllBe(forecast => !forecast.Method!.Contains("tollama-tiny", StringComparison.Ordinal));
    }

    [Fact]
    public void A_changed_file_is_not_used()
    {
        string folder = Directory.CreateTempSubdirectory("bundled-").FullName;
        try
        {
            string copy = Directory.CreateDirectory(Path.Combine(folder, Card.BundledFolder)).FullName;
            foreach (string name in Card.Digests.Keys)
            {
                byte[] content = File.ReadAllBytes(Path.Combine(Bundled, Card.BundledFolder, name));
                content[^1] ^= 1;
                File.WriteAllBytes(Path.Combine(copy, name), content);
            }

            Forecast(AutoWith(folder), 12, Series(120, "MS"))[0].Warnings.ShouldHaveSingleItem().ShouldContain("is not the file that belongs to this version");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static ModelReference Reference => new() { Family = "stats", Model = "auto" };

    private static IForecastModel AutoWith(string folder)
    {
        Computation computation = Computation.Configure(TollamaEnvironment.FromProcess(), TextWriter.Null).ShouldNotBeNull();
        return new StatsFamily(TimeProvider.System, BundledNetwork.Find(Registry, folder, computation)).Load(Reference, TestContext.Current.CancellationToken);
    }

    private static IReadOnlyList<SeriesForecast> Forecast(IForecastModel model, int horizon, params TimeSeries[] series)
    {
        ForecastTask task = new() { Panel = new Panel(series, horizon), QuantileLevels = [0.1, 0.9] };
        return [.. model.Forecast(task, null, TestContext.Current.CancellationToken).Select(outcome => outcome.Forecast.ShouldNotBeNull())];
    }

    private static void ShouldBeSame(SeriesForecast forecast, SeriesForecast expected)
    {
        forecast.Method.ShouldBe(expected.Method);
        forecast.Mean.ShouldBe(expected.Mean);
        forecast.Quantiles.ShouldBe(expected.Quantiles);
    }

    private static TimeSeries Series(int length, string frequency)
    {
        Random random = new(length);
        double[] y = [.. Enumerable.Range(0, length).Select(index => 100 + (0.2 * index) + (12 * Math.Sin(Math.Tau * index / 12)) + (4 * random.NextDouble()))];
        return new TimeSeries { Id = "a", Target = y, Frequency = Frequency.Parse(frequency) };
    }
}

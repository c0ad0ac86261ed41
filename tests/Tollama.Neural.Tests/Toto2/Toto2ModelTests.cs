using System.Text.Json;
using Tollama.Core.Forecasting;
using Tollama.Core.Series;
using Tollama.Neural.Tests.Golden;

namespace Tollama.Neural.Tests.Toto2;

public sealed class Toto2ModelTests : IDisposable
{
    private readonly Toto2Model _model = Toto2Model.Load(new GoldenModel("toto2-tiny-random").Files, cancellationToken: TestContext.Current.CancellationToken);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tollama-toto2");

    public void Dispose()
    {
        _model.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void Past_and_steps_to_forecast_share_the_context()
    {
        double[] series = Wave(5000);
        Forecast([series], 24, "{}")[0].Warnings.ShouldHaveSingleItem().ShouldContain("last 4080 of 5000");
        Forecast([series], 768, "{}")[0].Warnings.ShouldHaveSingleItem().ShouldContain("last 3336 of 5000");
    }

    [Fact]
    public void Series_look_at_each_other_only_where_that_is_asked_for()
    {
        double[][] one = [Wave(60), Wave(40)];
        double[][] other = [Wave(60), [.. Wave(40).Select(value => value * value)]];
        Forecast(one, 6, "{}")[0].Mean.ShouldBe(Forecast(other, 6, "{}")[0].Mean);
        Forecast(one, 6, """{"cross_learning":true}""")[0].Mean.ShouldNotBe(Forecast(other, 6, """{"cross_learning":true}""")[0].Mean);
    }

    [Fact]
    public void The_order_of_the_variates_of_a_joint_forecast_changes_nothing_but_rounding()
    {
        double[][] series = [Wave(60), Wave(33), [.. Wave(60).Select(value => -3 * value)], [.. Wave(48).Select(value => value * value)]];
        int[] order = [2, 0, 3, 1];
        foreach (string options in (string[])["""{"joint":true}""", """{"cross_learning":true}"""])
        {
            IReadOnlyList<SeriesForecast> straight = Forecast(series, 9, options);
            IReadOnlyList<SeriesForecast> permuted = Forecast([.. order.Select(i => series[i])], 9, options);
            for (int i = 0; i < order.Length; i++)
            {
                double[] expected = straight[order[i]].Mean;
                permuted[i].Mean.Zip(expected).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-6 * expected.Max(Math.Abs));
            }
        }
    }

    [Fact]
    public void Series_that_look_at_each_other_are_targets_that_are_forecast_together()
    {
        double[][] batch = [Wave(60), Wave(43)];
        double[][][] together = _model.ForecastTogether(batch, 6, cancellationToken: TestContext.Current.CancellationToken);
        IReadOnlyList<SeriesForecast> crossed = Forecast(batch, 6, """{"cross_learning":true,"raw_quantiles":true}""");
        together[1][4].ShouldBe(crossed[1].Mean);
    }

    [Fact]
    public void What_is_known_of_the_future_counts_from_the_second_patch_on()
    {
        double[] covariate = Wave(80);
        double[] changed = [.. covariate[..64], .. covariate[64..].Select(value => -value)];
        double[] plain = _model.ForecastTogether([Wave(64)], 16, [covariate], TestContext.Current.CancellationToken)[0][4];
        double[] other = _model.ForecastTogether([Wave(64)], 16, [changed], TestContext.Current.CancellationToken)[0][4];
        other[..8].ShouldBe(plain[..8]);
        other[8..].ShouldNotBe(plain[8..]);
    }

    [Fact]
    public void Where_the_configuration_says_xpos_the_far_past_counts_less_and_only_distances_count()
    {
        string weights = Path.Combine(GoldenModel.PathOf("toto2-tiny-random"), "model.safetensors");
        string config = File.ReadAllText(Path.Combine(GoldenModel.PathOf("toto2-tiny-random"), "config.json"));
        string changed = Path.Combine(_folder.FullName, "config.json");
        File.WriteAllText(changed, config.Replace("\"use_xpos\": false", "\"use_xpos\": true", StringComparison.Ordinal));
        ModelFiles files = new(new Dictionary<string, string> { ["config.json"] = changed, ["model.safetensors"] = weights });
        using Toto2Model fading = Toto2Model.Load(files, cancellationToken: TestContext.Current.CancellationToken);

        double[] plain = _model.Forecast([Wave(400)], 16, [0.5], TestContext.Current.CancellationToken)[0].Forecast!.Mean;
        double[] faded = fading.Forecast([Wave(400)], 16, [0.5], TestContext.Current.CancellationToken)[0].Forecast!.Mean;
        double[] shifted = fading.Forecast([[.. Enumerable.Repeat(double.NaN, 400), .. Wave(400)]], 16, [0.5], TestContext.Current.CancellationToken)[0].Forecast!.Mean;

        faded.ShouldNotBe(plain);
        shifted.ShouldBe(faded);
    }

    [Fact]
    public void A_gap_at_the_end_repeats_the_last_value_within_the_last_patch()
    {
        double[] gap = [.. Wave(60), double.NaN, double.NaN];
        double[] filled = [.. Wave(60), Wave(60)[^1], Wave(60)[^1]];
        Forecast([gap], 9, "{}")[0].Mean.ShouldBe(Forecast([filled], 9, "{}")[0].Mean);
    }

    [Fact]
    public void A_series_that_ended_long_ago_stays_where_it_ended()
    {
        double[] ended = [.. Wave(60), .. Enumerable.Repeat(double.NaN, 5000)];
        Forecast([ended], 9, "{}")[0].Mean.ShouldAllBe(value => Math.Abs(value - Wave(60)[59]) < 0.1);
    }

    [Fact]
    public void The_medians_of_a_block_are_the_past_of_the_next()
    {
        SeriesForecast whole = Forecast([Wave(60)], 768 + 12, "{}")[0];
        SeriesForecast first = Forecast([Wave(60)], 768, "{}")[0];
        whole.Mean[..768].ShouldBe(first.Mean);
        whole.Mean[768..].ShouldBe(Forecast([[.. Wave(60), .. first.Mean]], 12, "{}")[0].Mean);
    }

    [Fact]
    public void Targets_without_values_and_covariates_without_a_future_are_refused()
    {
        Should.Throw<ArgumentException>(() => _model.ForecastTogether([[double.NaN]], 3)).ParamName.ShouldBe("targets");
        Should.Throw<ArgumentException>(() => _model.ForecastTogether([[1, 2]], 3, [[1, 2]])).ParamName.ShouldBe("covariates");
    }

    [Fact]
    public void A_joint_forecast_is_that_of_targets_together()
    {
        double[][] targets = [Wave(60), [.. Wave(60).Select((value, t) => 100 - value + (t % 5))]];
        double[][][] together = _model.ForecastTogether(targets, 6, cancellationToken: TestContext.Current.CancellationToken);

        IReadOnlyList<SeriesForecast> joint = Forecast(targets, 6, """{"joint":true,"raw_quantiles":true}""");

        joint[0].Mean.ShouldBe(together[0][4]);
        joint[1].Mean.ShouldBe(together[1][4]);
        joint[0].Mean.ShouldNotBe(Forecast(targets, 6, "{}")[0].Mean);
        _model.CanJoin(new ForecastTask { Panel = new Panel([], 6), Options = JsonDocument.Parse("""{"joint":true}""").RootElement }).ShouldBeFalse();
    }

    [Fact]
    public void The_model_says_what_it_is()
    {
        _model.Architecture.Family.ShouldBe("toto2");
        (_model.Traits.ContextLength, _model.Traits.MaxHorizon, _model.Traits.Covariates.Future).ShouldBe((4096, 768, false));
    }

    private static double[] Wave(int length) => [.. Enumerable.Range(0, length).Select(t => 20 + (10 * Math.Sin(t * 0.7)) + (3 * Math.Cos(t * t * 0.1)))];

    private IReadOnlyList<SeriesForecast> Forecast(IReadOnlyList<double[]> histories, int horizon, string options)
    {
        ForecastTask task = new()
        {
            Panel = new Panel([.. histories.Select((values, i) => new TimeSeries { Id = $"{i}", Target = values })], horizon),
            QuantileLevels = [0.1],
            Options = JsonDocument.Parse(options).RootElement,
        };
        return [.. _model.Forecast(task, progress: null, TestContext.Current.CancellationToken).Select(outcome => outcome.Forecast!)];
    }
}

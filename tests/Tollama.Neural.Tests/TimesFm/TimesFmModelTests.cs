using System.Text.Json;
using System.Text.Json.Nodes;
using Tollama.Core.Forecasting;
using Tollama.Core.Series;
using Tollama.Neural.Tests.Golden;

namespace Tollama.Neural.Tests.TimesFm;

/// <summary>The whole model, asked as a runner asks it.</summary>
public sealed class TimesFmModelTests
{
    private const string Name = "timesfm-2.5-tiny-random";

    private static readonly GoldenModel Golden = new(Name);

    private static readonly double[] Levels = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

    public static TheoryData<string> Cases => [.. GoldenModel.CaseNames(Name).Select(row => row.Data).Where(name => !FlagsOf(name).GetProperty("return_backcast").GetBoolean())];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_options_are_the_switches_of_the_reference(string name)
    {
        JsonElement golden = Golden.Case(name);
        JsonElement flags = FlagsOf(name);
        double[][] inputs = GoldenModel.Rows(golden.GetProperty("inputs"));
        using TimesFmModel model = TimesFmModel.Load(Golden.Files, cancellationToken: TestContext.Current.CancellationToken);
        for (int series = 0; series < inputs.Length; series++)
        {
            ForecastTask task = new()
            {
                Panel = new Panel([new TimeSeries { Id = "a", Target = inputs[series] }], golden.GetProperty("horizon").GetInt32()),
                QuantileLevels = Levels,
                Options = OptionsOf(flags),
            };
            if (inputs[series].All(double.IsNaN))
            {
                continue;
            }

            SeriesForecast forecast = model.Forecast(task, progress: null, TestContext.Current.CancellationToken)[0].Forecast.ShouldNotBeNull();

            double[][] expected = GoldenModel.Rows(golden.GetProperty("full_[series][h][10]")[series]);
            double[][] actual = [.. expected.Select((_, step) => (double[])[.. forecast.Quantiles.Select(row => row[step])])];
            GoldenModel.ShouldAgree(actual, [.. expected.Select(row => row[1..])]);
        }
    }

    [Fact]
    public void A_gap_at_the_beginning_of_the_context_is_filled_from_the_value_before_it()
    {
        using TimesFmModel model = TimesFmModel.Load(Golden.Files, cancellationToken: TestContext.Current.CancellationToken);
        int context = model.Architecture.ContextLength - 32;
        double[] whole = [.. Enumerable.Range(0, context + 10).Select(t => 20 + (10 * Math.Sin(t * 0.7)))];
        double[] gap = [.. whole], line = [.. whole];
        for (int t = 5; t < 15; t++)
        {
            gap[t] = double.NaN;
            line[t] = whole[4] + ((t - 4) / 11.0 * (whole[15] - whole[4]));
        }

        double[] Mean(double[] values) => model.Forecast([values], 6, cancellationToken: TestContext.Current.CancellationToken)[0].Forecast!.Mean;
        Mean(gap).Zip(Mean(line)).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-9);
    }

    private static JsonElement FlagsOf(string name) => Golden.Case(name).GetProperty("forecast_config");

    private static JsonElement OptionsOf(JsonElement flags)
    {
        bool Flag(string key) => flags.GetProperty(key).GetBoolean();
        JsonObject options = new()
        {
            ["normalize_inputs"] = Flag("normalize_inputs"),
            ["use_continuous_quantile_head"] = Flag("use_continuous_quantile_head"),
            ["force_flip_invariance"] = Flag("force_flip_invariance"),
            ["raw_quantiles"] = !Flag("fix_quantile_crossing"),
            ["normalization_window"] = flags.GetProperty("max_context").GetInt32(),
            ["context_length"] = flags.GetProperty("max_context").GetInt32(),
        };
        if (!Flag("infer_is_positive"))
        {
            options["non_negative"] = false;
        }

        using JsonDocument document = JsonDocument.Parse(options.ToJsonString());
        return document.RootElement.Clone();
    }
}

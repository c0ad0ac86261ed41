using System.Text.Json;
using Tollama.Core.Forecasting;
using Tollama.Core.Series;
using Tollama.Neural.Tests.Golden;

namespace Tollama.Neural.Tests.ChronosBolt;

public sealed class ChronosBoltLevelTests
{
    private const string Name = "chronos-bolt-off-grid-levels";

    private static readonly GoldenModel Golden = new(Name, weights: "chronos-bolt-tiny-random");

    public static TheoryData<string> Cases => GoldenModel.CaseNames(Name);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Levels_between_native_ones_that_cross_are_read_as_by_the_reference(string name)
    {
        JsonElement golden = Golden.Case(name);
        double[] levels = GoldenModel.Numbers(golden.GetProperty("levels"));
        foreach (string options in (string[])["{}", """{"raw_quantiles":true}"""])
        {
            GoldenModel.ShouldAgree(Forecast(golden, levels, options), GoldenModel.Rows(golden.GetProperty("quantiles")[0]));
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Native_levels_are_those_of_the_model_in_order_however_few_are_asked_for(string name)
    {
        JsonElement golden = Golden.Case(name);
        double[][] raw = GoldenModel.Rows(golden.GetProperty("native_quantiles")[0]);
        double[][] ordered = QuantileRows.Sorted(raw);
        GoldenModel.ShouldAgree(Forecast(golden, [0.1, 0.5, 0.8], "{}"), [ordered[0], ordered[4], ordered[7]]);
        GoldenModel.ShouldAgree(Forecast(golden, [0.1, 0.5, 0.8], """{"raw_quantiles":true}"""), [raw[0], raw[4], raw[7]]);
    }

    private static double[][] Forecast(JsonElement golden, double[] levels, string options)
    {
        using ChronosBoltModel model = ChronosBoltModel.Load(Golden.Files, cancellationToken: TestContext.Current.CancellationToken);
        ForecastTask task = new()
        {
            Panel = new Panel([new TimeSeries { Id = "a", Target = GoldenModel.Rows(golden.GetProperty("contexts"))[0] }], golden.GetProperty("horizon").GetInt32()),
            QuantileLevels = levels,
            Options = JsonDocument.Parse(options).RootElement,
        };
        return model.Forecast(task, progress: null, TestContext.Current.CancellationToken)[0].Forecast.ShouldNotBeNull().Quantiles;
    }
}

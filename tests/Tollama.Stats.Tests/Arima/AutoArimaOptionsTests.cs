using System.Text.Json;
using Tollama.Core.Forecasting;
using Tollama.Core.Series;

namespace Tollama.Stats.Tests.Arima;

/// <summary>Options that say nothing beside others or for a series are told, not passed over.</summary>
public sealed class AutoArimaOptionsTests
{
    private const string NoSeason = "the series has no season for seasonal terms; the option season_length says one";

    [Theory]
    [InlineData("""{"D": 1, "season_length": 1}""", "D ignored: " + NoSeason)]
    [InlineData("""{"D": 1, "season_length": 30}""", "D ignored: " + NoSeason)]
    [InlineData("""{"seasonal_test": "ocsb"}""", "seasonal_test ignored: " + NoSeason)]
    [InlineData("""{"max_Q": 1}""", "max_Q ignored: " + NoSeason)]
    [InlineData("""{"D": 1, "seasonal_test": "ocsb", "season_length": 12}""", "seasonal_test ignored: D=1 says the seasonal differences")]
    [InlineData("""{"d": 1, "test": "adf"}""", "test ignored: d=1 says the differences")]
    [InlineData("""{"d": 0, "max_d": 1}""", "max_d ignored: d=0 says the differences")]
    [InlineData("""{"start_p": 1, "stepwise": false, "max_order": 2}""", "start_p ignored: stepwise=false tries all orders")]
    [InlineData("""{"fourier": 2, "D": 1, "season_length": 12}""", "D ignored: the option fourier stands in for seasonal terms")]
    public void What_has_no_effect_is_told(string options, string warning) => WarningsOf(options).ShouldContain(warning);

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"D": 1, "season_length": 12}""")]
    [InlineData("""{"seasonal_test": "ocsb", "max_D": 1, "start_P": 0, "season_length": 12}""")]
    [InlineData("""{"test": "adf", "max_d": 1, "start_p": 1}""")]
    [InlineData("""{"d": 1, "stepwise": false, "max_order": 2}""")]
    public void What_has_an_effect_is_not(string options) => WarningsOf(options).ShouldBeEmpty();

    private static IReadOnlyList<string> WarningsOf(string options)
    {
        double[] y = [.. Enumerable.Range(0, 48).Select(time => 50 + (time * 7 % 11) + (10 * Math.Sin(Math.Tau * time / 12)))];
        IForecastModel model = new StatsFamily(TimeProvider.System).Load(new ModelReference { Family = "stats", Model = "auto-arima" }, CancellationToken.None);
        ForecastTask task = new()
        {
            Panel = new Panel([new TimeSeries { Id = "s", Target = y }], 3),
            QuantileLevels = [],
            Options = JsonDocument.Parse(options).RootElement,
        };
        return model.Forecast(task, null, CancellationToken.None)[0].Forecast!.Warnings.Where(one => !one.StartsWith("season of", StringComparison.Ordinal)).ToList();
    }
}

using System.Text.Json;
using Tollama.Core.Errors;
using Tollama.Core.Forecasting;
using Tollama.Core.Frequencies;
using Tollama.Core.Series;

namespace Tollama.Stats.Tests.Robustness;

/// <summary>Every model of the family, asked as the runner asks it.</summary>
public sealed class OddSeriesTests
{
    private static readonly string[] NotForecastable = ["no value", "an infinite value"];

    public static TheoryData<string> Names { get; } = [.. StatsFamily.ModelNames];

    [Theory]
    [MemberData(nameof(Names))]
    public void Whatever_the_series_and_its_season_there_is_a_sound_forecast_or_an_error_of_the_series(string model)
    {
        foreach (string options in (string[])["{}", Season("1"), Season("2"), Season("7"), Season("365"), Season("2147483647"), Season("[7,365]")])
        {
            Check(model, options, frequency: null);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Whatever_the_frequency_there_is_a_sound_forecast_or_an_error_of_the_series(string model)
    {
        foreach (string frequency in (string[])["D", "h", "MS"])
        {
            Check(model, "{}", Frequency.Parse(frequency));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Whatever_is_done_to_the_series_before_there_is_a_sound_forecast_or_an_error_of_the_series(string model)
    {
        Check(model, """{"box_cox":true,"robust":true,"season_length":7}""", frequency: null);
        Check(model, """{"box_cox":-1,"non_negative":false}""", frequency: null);
    }

    private static string Season(string season) => $$"""{"season_length":{{season}}}""";

    private static void Check(string model, string options, Frequency? frequency)
    {
        TimeSeries[] series = [.. OddSeries.All.Select(odd => new TimeSeries { Id = odd.Key, Target = odd.Value, Frequency = frequency })];
        ForecastTask task = new() { Panel = new Panel(series, 9), QuantileLevels = [0.01, 0.1, 0.5, 0.9, 0.99], Options = JsonDocument.Parse(options).RootElement };
        IForecastModel loaded = new StatsFamily(TimeProvider.System).Load(new ModelReference { Family = "stats", Model = model }, TestContext.Current.CancellationToken);

        IReadOnlyList<SeriesOutcome> outcomes = loaded.Forecast(task, null, TestContext.Current.CancellationToken);

        foreach (SeriesOutcome outcome in outcomes)
        {
            string what = $"{model} {options} {frequency}: {outcome.Id}";
            if (outcome.Error is TollamaException error)
            {
                error.Code.ShouldBe(ErrorCode.SeriesNotForecastable, what);
                error.Hint.ShouldNotBeNullOrWhiteSpace(what);
                (NotForecastable.Contains(outcome.Id) || error.Message.Contains("larger than a number can be", StringComparison.Ordinal)).ShouldBeTrue($"{what}: {error.Message}");
            }
            else
            {
                NotForecastable.ShouldNotContain(outcome.Id);
                ShouldBeSound(outcome.Forecast!, what);
            }
        }
    }

    private static void ShouldBeSound(SeriesForecast forecast, string what)
    {
        forecast.Method.ShouldNotBeNullOrWhiteSpace(what);
        forecast.Mean.Length.ShouldBe(9, what);
        IsSound(forecast).ShouldBeTrue(what);
    }

    // Not by ShouldAllBe: it compiles an expression for each call, which would take longer than all forecasts.
    private static bool IsSound(SeriesForecast forecast)
    {
        for (int step = 0; step < forecast.Mean.Length; step++)
        {
            double below = double.MinValue;
            foreach (double[] row in forecast.Quantiles)
            {
                if (!double.IsFinite(row[step]) || row[step] < below)
                {
                    return false;
                }

                below = row[step];
            }
        }

        return Array.TrueForAll(forecast.Mean, double.IsFinite);
    }
}

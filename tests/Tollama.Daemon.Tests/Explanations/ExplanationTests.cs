using System.Text.Json;
using Tollama.Core.Analysis;
using Tollama.Core.Api;
using Tollama.Core.Frequencies;
using Tollama.Core.Json;
using Tollama.Core.Series;
using Tollama.Daemon.Explanations;
using Tollama.Testing;

namespace Tollama.Daemon.Tests.Explanations;

/// <summary>What is told of a series: its parts come from the analysis and the model, and its sentences say only what they say.</summary>
public sealed class ExplanationTests
{
    private const int Length = 36;

    private static readonly SeriesComponents Parts = new()
    {
        Trend = [.. Enumerable.Range(0, Length).Select(month => 100 + (2.657 * month))],
        Seasonal = new Dictionary<string, double[]> { ["12"] = [.. Enumerable.Range(0, Length).Select(month => 40.26 * Math.Cos(2 * Math.PI * (month - 6) / 12))] },
        Remainder = new double[Length],
        Method = "a decomposition",
    };

    private static readonly SeriesAnalysis Found = new()
    {
        Id = "a",
        Length = Length,
        Missing = 2,
        Seasons = [new FoundSeason(12, 0.9849)],
        Trend = new FoundTrend(FoundTrend.Up, 2.657, 0.854, 0.981),
        Stationary = false,
        Anomalies = [Odd(4, 500.4, 120, FoundAnomaly.Spike), Odd(20, 91, 150, FoundAnomaly.Shift, 20, 22), Odd(21, 88, 150, FoundAnomaly.Shift, 20, 22), Odd(22, 80, 150, FoundAnomaly.Shift, 20, 22)],
    };

    private static readonly SeriesForecastData Forecast = new()
    {
        Id = "a",
        Mean = [1],
        Method = "chronos-2: long history; 12 layers",
        Components = Parts,
        Effects = new Dictionary<string, CovariateEffectData>
        {
            ["price 2"] = new() { Coefficient = -2.119, History = [-2.119, -4.238], Forecast = [1], Method = "m" },
            ["shop"] = new() { History = [-3.4567, 0, 8.0149], Method = "m" },
        },
        Warnings = ["look"],
    };

    [Fact]
    public void Everything_that_was_found_is_told_and_the_text_says_it()
    {
        ExplainedSeries told = new Explanation("chronos-2", "long history", usualReason: null).Of(Monthly(), Found, Forecast);

        told.Method.ShouldBe("12 layers");
        told.Reason.ShouldBe("long history");
        told.Start.ShouldBe("2020-01-01");
        told.End.ShouldBe("2022-12-01");
        ExplainedSeason season = told.Seasons.ShouldHaveSingleItem();
        season.Size!.Value.ShouldBe(2 * 40.26, 1e-9);
        (season.High, season.Low).ShouldBe(("July", "January"));
        ExplainedShift shift = told.Shifts.ShouldHaveSingleItem();
        (shift.Index, shift.Timestamp, shift.Length, shift.Size).ShouldBe((20, "2021-09-01", 3, -62));
        Anomaly outlier = told.Outliers.ShouldHaveSingleItem();
        (outlier.Index, outlier.Timestamp, outlier.Value).ShouldBe((4, "2020-05-01", 500.4));
        outlier.Score.ShouldBe((500.4 - 120) / (140 / (7 * 1.3489795)), 1e-9);
        told.Warnings.ShouldBe(["look"]);
        told.Text.ShouldBe(
        [
            "The series has 36 values, one month apart, from 2020-01-01 to 2022-12-01; 2 are missing.",
            "It rises by 2.66 a month on average; the trend explains 98 % of what the seasons leave.",
            "It repeats every 12 values; that explains 98 % of what the trend leaves: highest in July, lowest in January, which the last time were 80.5 apart.",
            "From 2021-09-01 on, 3 values lie 62 below what trend and seasons make them.",
            "1 value does not belong to the rest: 500 at 2020-05-01 (where trend and seasons make 120).",
            "Each unit of 'price 2' takes 2.12 off.",
            "'shop' adds from -3.46 to 8.01.",
            "chronos-2 forecasts it: 12 layers.",
            "Why chronos-2: long history.",
        ]);
        CarriedNumbers.Invented(Json(told)).ShouldBeEmpty();
    }

    [Fact]
    public void A_number_that_no_field_carries_is_found()
    {
        ExplainedSeries told = new Explanation("theta", null, null).Of(Monthly(), Found, Forecast);

        CarriedNumbers.Invented(Json(told with { Text = ["It rises by 2.68.", "That is 97 % of 36."] })).Count.ShouldBe(2);
    }

    [Fact]
    public void What_cannot_be_told_is_said()
    {
        SeriesAnalysis found = new() { Id = "a", Length = 3, Trend = new FoundTrend(FoundTrend.Flat, 0, 0, 0), Warnings = ["3 observed values are too few"] };
        TimeSeries series = new() { Id = "a", Target = [1, 2, 1] };

        ExplainedSeries told = new Explanation("auto", null, "no model was named").Of(series, found, new SeriesForecastData { Id = "a", Mean = [1] });

        told.Text.ShouldBe(
        [
            "The series has 3 values; none is missing.",
            "It neither rises nor falls, as far as can be told.",
            "It is too short to tell seasons, changes of level and outliers.",
            "auto forecasts it.",
            "Why auto: no model was named.",
        ]);
        told.Warnings.ShouldBe(["3 observed values are too few"]);
        told.Timestamps.ShouldBeNull();
    }

    [Fact]
    public void Without_a_season_or_outliers_it_says_so_and_of_a_constant_series_nothing_else()
    {
        SeriesAnalysis calm = Found with { Seasons = [], Anomalies = [], Trend = new FoundTrend(FoundTrend.Down, -0.01234, 0.5, 0.5) };
        Explanation explanation = new("theta", null, null);

        explanation.Of(Monthly(), calm, Forecast with { Effects = null }).Text.ShouldBe(
        [
            "The series has 36 values, one month apart, from 2020-01-01 to 2022-12-01; 2 are missing.",
            "It falls by 0.0123 a month on average; the trend explains 50 % of it.",
            "No season was found.",
            "No single value stands out.",
            "theta forecasts it: chronos-2: long history; 12 layers.",
        ]);
        explanation.Of(Monthly(), calm with { Constant = true, Stationary = true }, Forecast with { Effects = null, Method = null }).Text.ShouldBe(
        [
            "The series has 36 values, one month apart, from 2020-01-01 to 2022-12-01; 2 are missing.",
            "All its values are the same.",
            "theta forecasts it.",
        ]);
    }

    [Fact]
    public void Only_the_furthest_of_many_outliers_are_in_the_text_and_the_list_has_an_end()
    {
        SeriesAnalysis found = Found with { Anomalies = [.. Enumerable.Range(0, Explanation.MostListed + 1).Select(place => Odd(place % Length, 200 + place, 120, FoundAnomaly.Spike))] };

        ExplainedSeries told = new Explanation("theta", null, null).Of(Monthly(), found, Forecast);

        told.OutlierCount.ShouldBe(Explanation.MostListed + 1);
        told.Outliers.Count.ShouldBe(Explanation.MostListed);
        told.Text.ShouldContain(line => line.StartsWith("1001 values do not belong to the rest; the furthest off: ", StringComparison.Ordinal));
        CarriedNumbers.Invented(Json(told)).ShouldBeEmpty();
    }

    [Fact]
    public void A_season_that_multiplies_has_its_size_in_the_unit_of_the_data()
    {
        SeriesComponents parts = new()
        {
            Trend = [.. Enumerable.Repeat(200.0, Length)],
            Seasonal = new Dictionary<string, double[]> { ["12"] = [.. Enumerable.Range(0, Length).Select(month => month % 12 == 3 ? 1.25 : month % 12 == 9 ? 0.5 : 1)] },
            Remainder = new double[Length],
            Multiplicative = true,
            Method = "m",
        };

        ExplainedSeason season = new Explanation("ets", null, null).Of(Monthly(), Found, Forecast with { Components = parts }).Seasons[0];

        season.Size!.Value.ShouldBe(150, 1e-9);
        (season.High, season.Low).ShouldBe(("April", "October"));
    }

    [Fact]
    public void Nothing_of_a_future_that_was_assumed_is_told()
    {
        TimeSeries series = Monthly() with { Covariates = [new Covariate("price 2", Known, null), new Covariate("shop", Known, Known.Slice(0, 2))] };
        SeriesForecastData forecast = Forecast with
        {
            Effects = new Dictionary<string, CovariateEffectData>(Forecast.Effects!) { ["gone"] = new() { Forecast = [1], Method = "m" } },
        };

        ExplainedSeries told = new Explanation("theta", null, null).Of(series with { Covariates = [.. series.Covariates, new Covariate("gone", Known, null)] }, Found, forecast);
        TimeSeries asked = AssumedFuture.Apply(series, 2);

        told.Effects!.Keys.ShouldBe(["price 2", "shop"]);
        told.Effects["price 2"].Forecast.ShouldBeNull();
        told.Warnings!.ShouldContain(warning => warning.StartsWith("covariates whose future was not sent", StringComparison.Ordinal));
        ((NumberColumn)asked.Covariates[0].Future!).Values.ShouldBe([34, 35]);
        asked.Covariates[1].ShouldBe(series.Covariates[1]);
        AssumedFuture.Apply(series, Length + 1).Covariates[0].Future.ShouldBeNull();
    }

    private static NumberColumn Known => NumberColumn.Of([.. Enumerable.Range(0, Length).Select(place => (double)place)]);

    private static JsonElement Json(ExplainedSeries told) => JsonSerializer.SerializeToElement(told, TollamaJsonContext.Default.ExplainedSeries);

    private static FoundAnomaly Odd(int index, double value, double expected, string type, int? start = null, int? end = null) => new()
    {
        Index = index,
        Value = value,
        Expected = expected,
        Low = expected - 70,
        High = expected + 70,
        Type = type,
        Severity = "high",
        RangeStart = start ?? index,
        RangeEnd = end ?? index,
    };

    private static TimeSeries Monthly() => new()
    {
        Id = "a",
        Frequency = Frequency.Parse("MS"),
        Times = new SteppedTimes(Timestamp.Parse("2020-01-01"), Frequency.Parse("MS"), Length),
        Target = NumberColumn.Of([.. Enumerable.Range(0, Length).Select(month => 100.0 + month)]),
    };
}

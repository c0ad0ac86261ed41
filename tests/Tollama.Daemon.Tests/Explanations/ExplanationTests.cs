using System.Text.Json;
using Tollama.Core.Analysis;
using Tollama.Core.Api;
using Tollama.Core.Frequencies;
using Tollama.Core.Json;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Daemon.Anomalies;
using Tollama.Daemon.Explanations;
using Tollama.Daemon.Operations;
using Tollama.Daemon.Tests.Operations;
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
    };

    private static readonly Oddities Odd = new(
        [new ExplainedShift { Index = 20, Timestamp = "2021-09-01", Length = 16, Size = -62.04 }],
        [new Anomaly { Id = "a", Index = 4, Timestamp = "2020-05-01", Value = 500.4, Expected = 120, Low = 50, High = 190, Score = 17.9 }],
        1);

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
        ExplainedSeries told = new Explanation("chronos-2", "long history", usualReason: null).Of(Monthly(), Found, Odd, Forecast);

        told.Method.ShouldBe("12 layers");
        told.Reason.ShouldBe("long history");
        told.Start.ShouldBe("2020-01-01");
        told.End.ShouldBe("2022-12-01");
        ExplainedSeason season = told.Seasons.ShouldHaveSingleItem();
        season.Size!.Value.ShouldBe(2 * 40.26, 1e-9);
        (season.High, season.Low).ShouldBe(("July", "January"));
        told.Shifts.ShouldBe(Odd.Shifts);
        told.Outliers.ShouldBe(Odd.Outliers);
        told.OutlierCount.ShouldBe(1);
        told.Warnings.ShouldBe(["look"]);
        told.Text.ShouldBe(
        [
            "The series has 36 values, one month apart, from 2020-01-01 to 2022-12-01; 2 are missing.",
            "It rises by 2.66 a month on average; the trend explains 98 % of what the seasons leave.",
            "It repeats every 12 values; that explains 98 % of what the trend leaves: highest in July, lowest in January, on average 80.5 apart.",
            "From 2021-09-01 on its level is 62 lower than before.",
            "1 value does not belong to the rest: 500 at 2020-05-01 (where 120 was expected).",
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
        ExplainedSeries told = new Explanation("theta", null, null).Of(Monthly(), Found, Odd, Forecast);

        CarriedNumbers.Invented(Json(told with { Text = ["It rises by 2.68.", "That is 97 % of 36."] })).Count.ShouldBe(2);
    }

    [Fact]
    public void What_cannot_be_told_is_said()
    {
        SeriesAnalysis found = new() { Id = "a", Length = 3, Trend = new FoundTrend(FoundTrend.Flat, 0, 0, 0), Warnings = ["3 observed values are too few"] };
        TimeSeries series = new() { Id = "a", Target = [1, 2, 1] };

        ExplainedSeries told = new Explanation("auto", null, "no model was named").Of(series, found, odd: null, new SeriesForecastData { Id = "a", Mean = [1] });

        told.Text.ShouldBe(
        [
            "The series has 3 values; none is missing.",
            "It neither rises nor falls, as far as can be told.",
            "It is too short to tell seasons.",
            "Changes of level and outliers cannot be told.",
            "auto forecasts it.",
            "Why auto: no model was named.",
        ]);
        told.Warnings.ShouldBe(["3 observed values are too few"]);
        told.Timestamps.ShouldBeNull();
    }

    [Fact]
    public void Without_a_season_or_outliers_it_says_so_and_of_a_constant_series_nothing_else()
    {
        SeriesAnalysis calm = Found with { Seasons = [], Trend = new FoundTrend(FoundTrend.Down, -0.01234, 0.5, 0.5) };
        Explanation explanation = new("theta", null, null);

        explanation.Of(Monthly(), calm, Calm, Forecast with { Effects = null }).Text.ShouldBe(
        [
            "The series has 36 values, one month apart, from 2020-01-01 to 2022-12-01; 2 are missing.",
            "It falls by 0.0123 a month on average; the trend explains 50 % of it.",
            "No season was found.",
            "No single value stands out.",
            "theta forecasts it: chronos-2: long history; 12 layers.",
        ]);
        explanation.Of(Monthly(), calm with { Constant = true, Stationary = true }, Calm, Forecast with { Effects = null, Method = null }).Text.ShouldBe(
        [
            "The series has 36 values, one month apart, from 2020-01-01 to 2022-12-01; 2 are missing.",
            "All its values are the same.",
            "theta forecasts it.",
        ]);
    }

    [Fact]
    public void Only_the_furthest_of_many_outliers_are_in_the_text_and_the_list_has_an_end()
    {
        WatchedSeries watched = Watched(Oddities.MostListed + 1);

        ExplainedSeries told = new Explanation("theta", null, null).Of(Monthly(), Found, Oddities.Of(watched), Forecast);

        told.OutlierCount.ShouldBe(Oddities.MostListed + 1);
        told.Outliers.Count.ShouldBe(Oddities.MostListed);
        told.Text.ShouldContain(line => line.StartsWith("1001 values do not belong to the rest; the furthest off: ", StringComparison.Ordinal));
        CarriedNumbers.Invented(Json(told)).ShouldBeEmpty();
    }

    [Fact]
    public void Values_that_begin_a_new_level_are_no_outliers()
    {
        WatchedSeries watched = Watched(40);
        watched.Add(new Shift(30, 12));
        watched.Add(new Shift(10, -4));
        watched.Half[35] = double.NaN;

        Oddities odd = Oddities.Of(watched);

        odd.Shifts.Select(shift => (shift.Index, shift.Length, shift.Size)).ShouldBe([(10, 20, -4), (30, 10, 12)]);
        odd.Outliers.Select(outlier => outlier.Index).ShouldBe([.. Enumerable.Range(0, 10), .. Enumerable.Range(15, 15), .. Enumerable.Range(36, 4)]);
        odd.Count.ShouldBe(29);
        odd.Outliers[0].Score.ShouldBe(2 * ErrorSpread.StandardWidth(0.999), 1e-6);
    }

    [Fact]
    public void Components_are_told_of_so_many_values_and_the_rest_is_told_without()
    {
        TimeSeries[] series = [.. new[] { "a", "b" }.Select(id => Monthly() with { Id = id })];
        ExplainedPanel panel = new(Samples.Call(new ForecastRequest(), series), usualReason: null, mostValues: Length + 1);
        LookResult look = new(new Dictionary<string, WatchedSeries>(), new Dictionary<string, SeriesError> { ["b"] = new() { Id = "b", Code = "X", Message = "no" } }, ["installed"]);

        panel.Add([.. series.Select(one => (one, Found with { Id = one.Id }))], look, new OriginOutcome([.. series.Select(one => Forecast with { Id = one.Id })], [], []), TimeSpan.Zero);
        ExplainResponse answer = panel.Answer();

        answer.Series.Select(one => one.Components is not null).ShouldBe([true, false]);
        answer.Series.Select(one => one.Values is not null).ShouldBe([true, false]);
        answer.Series[1].Effects!["price 2"].History.ShouldBeNull();
        answer.Series[1].Text.ShouldBe(answer.Series[0].Text);
        answer.Series[1].Warnings!.ShouldContain("changes of level and outliers cannot be told: no");
        answer.Warnings.ShouldBe(["installed", "of 1 series the components are not listed: an answer lists those of 37 values; ask for fewer series"]);
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

        ExplainedSeason season = new Explanation("ets", null, null).Of(Monthly(), Found, Odd, Forecast with { Components = parts }).Seasons[0];

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

        ExplainedSeries told = new Explanation("theta", null, null).Of(series with { Covariates = [.. series.Covariates, new Covariate("gone", Known, null)] }, Found, Odd, forecast);
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

    private static Oddities Calm => new([], [], 0);

    // Each value is twice as far off as its interval is wide.
    private static WatchedSeries Watched(int length)
    {
        WatchedSeries watched = new(new TimeSeries { Id = "a", Target = NumberColumn.Of([.. Enumerable.Range(0, length).Select(place => 200.0 + place)]) }, 1);
        Array.Fill(watched.Half, 5);
        for (int place = 0; place < length; place++)
        {
            watched.Expected[place] = watched.Values[place] - 10;
        }

        return watched;
    }

    private static TimeSeries Monthly() => new()
    {
        Id = "a",
        Frequency = Frequency.Parse("MS"),
        Times = new SteppedTimes(Timestamp.Parse("2020-01-01"), Frequency.Parse("MS"), Length),
        Target = NumberColumn.Of([.. Enumerable.Range(0, Length).Select(month => 100.0 + month)]),
    };
}

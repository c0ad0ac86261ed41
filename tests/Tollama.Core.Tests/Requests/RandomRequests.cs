using System.Globalization;
using System.Text.Json;
using CsCheck;
using Tollama.Core.Frequencies;
using Tollama.Core.Requests;
using Tollama.Core.Series;

namespace Tollama.Core.Tests.Requests;

/// <summary>Requests to try laws on, and their whole content as one text to compare them by.</summary>
internal static class RandomRequests
{
    private const int MaxLength = 12;

    private static readonly Gen<string> Names = Gen.String[Gen.Char["abz é\"\\<,&=%+世0"], 1, 8];

    private static readonly string[] Frequencies = ["D", "MS", "15min", "W-SUN", "QE-DEC", "monthly", "PT1H", "YS"];

    /// <summary>What a model is asked for: every field that goes to a runner.</summary>
    public static Gen<ForecastRequest> OfRunners { get; } = Gen.Select(
        Names, Gen.Int[1, 6], Levels(), Gen.Select(Gen.Bool, Gen.Long, Gen.Bool, Gen.Int[0, 3]), Gen.Int[0, int.MaxValue],
        (model, horizon, levels, others, seed) => new ForecastRequest
        {
            Model = model,
            Horizon = horizon,
            Quantiles = levels,
            FailFast = others.Item1 ? true : null,
            Seed = others.Item3 ? others.Item2 : null,
            Paths = others.Item4 > 1 ? others.Item4 * 100 : null,
            Options = others.Item4 == 0 ? null : Json($$"""{"season_length":{{others.Item4}},"a":[1,"x",null,{"b":1.50}]}"""),
            Series = SeriesOf(new Random(seed), horizon),
        });

    /// <summary>An operation that has all fields.</summary>
    public static RequestShape EveryField { get; } = new([]) { Fields = RequestFields.All };

    /// <summary>Requests with every field that a JSON body may have.</summary>
    public static Gen<ForecastRequest> OfBodies { get; } = Gen.Select(OfRunners, Settings(), (request, settings) => settings with
    {
        Model = request.Model,
        Horizon = request.Horizon,
        Quantiles = request.Quantiles,
        FailFast = request.FailFast,
        Seed = request.Seed,
        Paths = request.Paths,
        Options = request.Options,
        Series = request.Series,
        Table = new TableOptions(),

        // The futures of the covariates are as long as the horizon.
        Gap = null,
    });

    /// <summary>Settings of a table: every field that a query may have.</summary>
    public static Gen<ForecastRequest> OfTables { get; } = Gen.Select(OfRunners, Settings(), (request, settings) => settings with
    {
        Model = request.Model,
        Horizon = request.Horizon,
        Quantiles = request.Quantiles,
        FailFast = request.FailFast,
        Seed = request.Seed,
        Paths = request.Paths,
        Options = Json("""{"season_length":12,"alpha":0.5,"robust":true,"seasons":[7,365],"method":"theta"}"""),
    });

    /// <summary>All that a request says.</summary>
    public static string Describe(ForecastRequest request) =>
        string.Join('\n', RequestFields.All.Select(field => $"{field.Name}={field.TextOf(request)}").Concat(request.Series.Select(Describe)));

    private static string Describe(TimeSeries series) => string.Join(
        " | ",
        series.Id,
        series.Freq,
        series.Frequency?.Name,
        series.Times is null ? "numbered" : string.Join(',', series.Times),
        string.Join(',', series.Target.Select(value => value.ToString("R", CultureInfo.InvariantCulture))),
        string.Join(';', series.Covariates.OrderBy(one => one.Name, StringComparer.Ordinal).Select(one => $"{one.Name}: {Describe(one.Past)} / {Describe(one.Future)}")),
        string.Join(';', series.StaticCovariates.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key}: {one.Value.GetRawText()}")));

    private static string Describe(Column? column) => column switch
    {
        null => "unknown",
        NumberColumn numbers => string.Join(',', numbers.Select(value => value.ToString("R", CultureInfo.InvariantCulture))),
        _ => string.Join(',', ((CategoryColumn)column).ToTexts().Select(text => text is null ? "null" : $"'{text}'")),
    };

    private static Gen<ForecastRequest> Settings() => Gen.Select(
        Gen.Int[0, 2], Gen.Int[0, 6], Gen.Int[0, 2], Gen.Select(Gen.Int[-1, 5000], Gen.Int[0, 5000]), Gen.Select(Gen.Int[0, 7], Names, Gen.Bool, Gen.Bool),
        (bad, merge, mode, times, table) => new ForecastRequest
        {
            OnBadData = bad == 0 ? null : (BadDataPolicy)(bad - 1),
            Duplicates = merge == 0 ? null : (DuplicateMerge)(merge - 1),
            Fill = merge > 3 ? (GapFill)(merge - 3) : null,
            Aggregate = merge == 2 ? "W" : null,
            End = mode == 1 ? "2024-12-31" : null,
            TimeZone = merge == 4 ? "+02:00" : merge == 5 ? "Europe/Berlin" : null,
            CovariatesMode = mode == 0 ? null : (CovariatesMode)(mode - 1),
            KeepAlive = times.Item1 < 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(times.Item1 / 4.0),
            Timeout = times.Item2 == 0 ? null : TimeSpan.FromSeconds(times.Item2 / 8.0),
            Freq = Frequencies[table.Item1],
            Intervals = merge == 3 ? IntervalSource.Conformal : null,
            Residuals = merge > 2 ? (ResidualLaw)(merge - 3) : null,
            Lower = bad == 1 ? -0.125 : null,
            Upper = bad > 0 ? 1e9 : null,
            Integer = mode == 0 ? null : table.Item3,
            Stream = table.Item3 ? table.Item4 : null,
            IncludeHistory = table.Item4 ? table.Item3 : null,
            Gap = merge < 3 ? merge : null,
            Include = merge > 4 ? [Inclusion.Fitted, Inclusion.Effects] : null,
            Select = mode == 0 ? null : (ModelSelection)(mode - 1),
            Models = mode == 2 ? ["auto", "theta:1"] : null,
            Windows = mode > 0 && merge == 1 ? 5 : null,
            Step = mode > 0 && merge == 2 ? 7 : null,
            MaxHistory = merge == 3 ? 100 : null,
            By = merge == 4 ? [BacktestGrouping.Group, BacktestGrouping.Series] : null,
            Level = bad == 2 ? 99.5 : null,
            Last = bad == 1 ? 12 : null,
            Metrics = merge == 6 ? [AccuracyMetric.Mae, AccuracyMetric.Mase] : null,
            MaseSeasonality = merge == 6 ? 12 : null,
            HistoryLength = table is { Item3: true, Item4: true } ? 1 + bad : null,
            Sum = merge == 0 ? null : (SumPeriod)merge,
            Threshold = times.Item2 == 0 ? null : times.Item1 / 8.0,
            Table = new TableOptions
            {
                TimeColumns = table.Item2?.Replace(',', ';').Trim() is { Length: > 0 } time ? [time] : [],
                TargetColumns = table.Item3 ? ["y", "z é"] : [],
                IdColumns = table.Item4 ? ["shop"] : [],
                Covariates = table.Item3 ? ["price"] : [],
                FutureCovariates = table.Item4 ? ["promo", "day"] : [],
                Delimiter = table.Item3 ? '\t' : null,
                DecimalMark = table.Item4 ? ',' : null,
                DayFirst = table.Item3 ? table.Item4 : null,
                Sheet = table.Item3 ? "Tabelle 1 é" : null,
            },
        });

    private static Gen<IReadOnlyList<double>?> Levels() =>
        Gen.Int[1, 99].Array[0, 4].Select(percents => percents.Length == 4 ? null : (IReadOnlyList<double>)[.. percents.Distinct().Order().Select(percent => percent / 100.0)]);

    private static IReadOnlyList<TimeSeries> SeriesOf(Random random, int horizon) =>
        [.. Enumerable.Range(0, random.Next(1, 4)).Select(place => SeriesOf(random, horizon, $"s{place} é\"<"))];

    private static TimeSeries SeriesOf(Random random, int horizon, string id)
    {
        int length = random.Next(1, MaxLength);
        string? freq = random.Next(3) == 0 ? null : Frequencies[random.Next(Frequencies.Length)];
        Frequency? frequency = Frequency.TryParse(freq, out Frequency? parsed) ? parsed : null;
        return new TimeSeries
        {
            Id = id,
            Freq = freq,
            Frequency = frequency,
            Target = NumbersOf(random, length),
            Times = frequency is null || random.Next(2) == 0 ? null : new SteppedTimes(Timestamp.Parse("2024-01-01T00:00:00"), frequency, length),
            Covariates = [.. Enumerable.Range(0, random.Next(4)).Select(place => CovariateOf(random, $"c{place}", length, horizon))],
            StaticCovariates = random.Next(2) == 0
                ? new Dictionary<string, JsonElement>()
                : new Dictionary<string, JsonElement> { ["size é"] = Json("1.50"), ["kind"] = Json("\"x\"") },
        };
    }

    private static Covariate CovariateOf(Random random, string name, int length, int horizon)
    {
        bool isCategory = random.Next(2) == 0;
        int parts = random.Next(3);
        return new Covariate(name, parts == 1 ? null : ColumnOf(random, length, isCategory), parts == 0 ? null : ColumnOf(random, horizon, isCategory));
    }

    // The first is never missing: a column of nothing but nulls cannot be told to be one of texts.
    private static Column ColumnOf(Random random, int length, bool isCategory) => isCategory
        ? CategoryColumn.Of([.. Enumerable.Range(0, length).Select(place => place > 0 && random.Next(4) == 0 ? null : $"k{random.Next(3)}\"é")])
        : NumbersOf(random, length);

    private static NumberColumn NumbersOf(Random random, int length) =>
        NumberColumn.Of([.. Enumerable.Range(0, length).Select(place => place > 0 && random.Next(5) == 0 ? double.NaN : (random.NextDouble() - 0.5) * 1e3)]);

    private static JsonElement Json(string text)
    {
        using JsonDocument document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}

using Tollama.Core.Errors;
using Tollama.Core.Frequencies;
using Tollama.Core.Requests.Fields;
using Tollama.Core.Sampling;

namespace Tollama.Core.Requests;

/// <summary>The fields of a forecast request, each declared once: a JSON body, a query, the command line and a runner's parameters are read and written by this table.</summary>
/// <remarks>Beside them stand <c>series</c> in a body, and <c>option.NAME</c> in a query.</remarks>
public static class RequestFields
{
    /// <summary>Stands before the name of a model's option in a query.</summary>
    public const string OptionPrefix = "option.";

    private const int MostWindows = 1000;

    private const FieldPlaces Anywhere = FieldPlaces.Body | FieldPlaces.Query;
    private const FieldPlaces AlsoRunner = Anywhere | FieldPlaces.Runner;

    private static readonly ChoiceKind<BadDataPolicy> BadData =
        new(("repair", BadDataPolicy.Repair), ("strict", BadDataPolicy.Strict), ("refuse", BadDataPolicy.Strict));

    private static readonly ChoiceKind<DuplicateMerge> Merges = new(
        ("refuse", DuplicateMerge.Refuse), ("sum", DuplicateMerge.Sum), ("mean", DuplicateMerge.Mean), ("first", DuplicateMerge.First), ("last", DuplicateMerge.Last),
        ("max", DuplicateMerge.Max));

    private static readonly ChoiceKind<GapFill> Fills = new(("none", GapFill.None), ("zero", GapFill.Zero), ("missing", GapFill.Missing), ("previous", GapFill.Previous));

    private static readonly ChoiceKind<CovariatesMode> Modes = new(("best_effort", Requests.CovariatesMode.BestEffort), ("strict", Requests.CovariatesMode.Strict));

    private static readonly ChoiceKind<AccuracyMetric> Measures = new(
        ("bias", AccuracyMetric.Bias), ("coverage", AccuracyMetric.Coverage), ("crps", AccuracyMetric.Crps), ("mae", AccuracyMetric.Mae), ("mape", AccuracyMetric.Mape),
        ("mase", AccuracyMetric.Mase), ("msis", AccuracyMetric.Msis), ("pinball", AccuracyMetric.Pinball), ("rmse", AccuracyMetric.Rmse), ("rmsse", AccuracyMetric.Rmsse),
        ("smape", AccuracyMetric.Smape), ("wape", AccuracyMetric.Wape));

    private static readonly ChoiceKind<SumPeriod> Periods = new(
        ("all", SumPeriod.All), ("hour", SumPeriod.Hour), ("day", SumPeriod.Day), ("week", SumPeriod.Week), ("month", SumPeriod.Month), ("quarter", SumPeriod.Quarter),
        ("year", SumPeriod.Year));

    private static readonly ChoiceKind<IntervalSource> Sources = new(("model", IntervalSource.Model), ("conformal", IntervalSource.Conformal));

    private static readonly ChoiceKind<ResidualLaw> Laws = new(
        ("normal", ResidualLaw.Normal), ("t", ResidualLaw.T), ("laplace", ResidualLaw.Laplace), ("bootstrap", ResidualLaw.Bootstrap));

    private static readonly ChoiceKind<Inclusion> Inclusions = new(
        ("fitted", Inclusion.Fitted), ("residuals", Inclusion.Residuals), ("components", Inclusion.Components), ("parameters", Inclusion.Parameters),
        ("effects", Inclusion.Effects), ("forecasts", Inclusion.Forecasts));

    private static readonly ChoiceKind<ModelSelection> Selections = new(("series", ModelSelection.Series), ("table", ModelSelection.Table));

    private static readonly ChoiceKind<BacktestGrouping> Groupings = new(
        ("series", BacktestGrouping.Series), ("horizon", BacktestGrouping.Horizon), ("window", BacktestGrouping.Window), ("group", BacktestGrouping.Group));

    private static readonly ChoiceKind<char> Delimiters =
        new((",", ','), (";", ';'), ("|", '|'), ("tab", '\t'), ("\t", '\t'), ("\\t", '\t'), ("comma", ','), ("semicolon", ';'), ("bar", '|'), ("pipe", '|'));

    private static readonly ChoiceKind<char> Marks = new((".", '.'), (",", ','));

    /// <summary><c>model</c></summary>
    public static RequestField Model { get; } = Reference(
        "model", AlsoRunner, "The installed model.", "model", new TextKind(), r => r.Model, (r, v) => r with { Model = v }, alias: "name", areOne: ModelNameText.AreOne);

    /// <summary><c>horizon</c></summary>
    public static RequestField Horizon { get; } = Value(
        "horizon", AlsoRunner, "Steps to forecast.", "steps", new WholeKind(1, limits => limits.MaxHorizon), r => r.Horizon, (r, v) => r with { Horizon = (int)v });

    /// <summary><c>quantiles</c></summary>
    public static RequestField Quantiles { get; } = Reference(
        "quantiles", AlsoRunner, "Quantile levels: 0.1,0.5,0.9.", "levels", new LevelsKind(), r => r.Quantiles, (r, v) => r with { Quantiles = v });

    /// <summary><c>intervals</c></summary>
    public static RequestField Intervals { get; } = Value(
        "intervals", Anywhere, "Where quantiles come from: model, or conformal for its errors at earlier origins [default: model].", "source", Sources,
        r => r.Intervals, (r, v) => r with { Intervals = v });

    /// <summary><c>residuals</c></summary>
    public static RequestField Residuals { get; } = Value(
        "residuals", Anywhere, "The law of the errors behind quantiles: normal, t, laplace or bootstrap.", "law", Laws, r => r.Residuals,
        (r, v) => r with { Residuals = v });

    /// <summary><c>lower</c></summary>
    public static RequestField Lower { get; } = Value(
        "lower", Anywhere, "Forecast no value below this one.", "number", new NumberKind(), r => r.Lower, (r, v) => r with { Lower = v });

    /// <summary><c>upper</c></summary>
    public static RequestField Upper { get; } = Value(
        "upper", Anywhere, "Forecast no value above this one.", "number", new NumberKind(), r => r.Upper, (r, v) => r with { Upper = v });

    /// <summary><c>integer</c></summary>
    public static RequestField Integer { get; } = Flag(
        "integer", Anywhere, "Quantiles are whole numbers, as the values are; the mean stays a mean.", r => r.Integer, (r, v) => r with { Integer = v });

    /// <summary><c>gap</c></summary>
    public static RequestField Gap { get; } = Value(
        "gap", Anywhere, "Steps between the last value and the first forecast [default: 0].", "steps", new WholeKind(0, limits => limits.MaxHorizon), r => r.Gap,
        (r, v) => r with { Gap = (int)v });

    /// <summary><c>include</c></summary>
    public static RequestField Include { get; } = Reference(
        "include", AlsoRunner, "What the answer has besides: fitted, residuals, components, parameters, effects.", "parts", new ChoicesKind<Inclusion>(Inclusions),
        r => r.Include, (r, v) => r with { Include = v });

    /// <summary><c>models</c></summary>
    public static RequestField Models { get; } = Reference(
        "models", Anywhere, "Several models: auto,theta,seasonal-naive.", "models", new NamesKind(), r => r.Models, (r, v) => r with { Models = v });

    /// <summary><c>select</c></summary>
    public static RequestField Select { get; } = Value(
        "select", Anywhere, "Take the model that is best in a backtest: for each series, or for the table.", "scope", Selections, r => r.Select,
        (r, v) => r with { Select = v });

    /// <summary><c>windows</c></summary>
    public static RequestField Windows { get; } = Value(
        "windows", Anywhere, "Origins of the backtest [default: 3].", "count", new WholeKind(1, _ => MostWindows), r => r.Windows,
        (r, v) => r with { Windows = (int)v });

    /// <summary><c>step</c></summary>
    public static RequestField Step { get; } = Value(
        "step", Anywhere, "Values between two origins [default: the horizon].", "values", new WholeKind(1, limits => limits.MaxPoints), r => r.Step,
        (r, v) => r with { Step = (int)v });

    /// <summary><c>max_history</c></summary>
    public static RequestField MaxHistory { get; } = Value(
        "max_history", Anywhere, "Values before its origin that a window sees [default: all].", "values", new WholeKind(1, limits => limits.MaxPoints),
        r => r.MaxHistory, (r, v) => r with { MaxHistory = (int)v });

    /// <summary><c>by</c></summary>
    public static RequestField By { get; } = Reference(
        "by", Anywhere, "Measures also by series, horizon, window or group.", "what", new ChoicesKind<BacktestGrouping>(Groupings), r => r.By,
        (r, v) => r with { By = v });

    /// <summary><c>level</c></summary>
    public static RequestField Level { get; } = Value(
        "level", Anywhere, "How many of 100 usual values an interval holds [default: 99, of filled values 95].", "percent", new PercentKind(), r => r.Level,
        (r, v) => r with { Level = v });

    /// <summary><c>last</c></summary>
    public static RequestField Last { get; } = Value(
        "last", Anywhere, "Look only at so many values at the end of each series.", "values", new WholeKind(1, limits => limits.MaxPoints), r => r.Last,
        (r, v) => r with { Last = (int)v });

    /// <summary><c>options</c></summary>
    public static RequestField Options { get; } = Value(
        "options", FieldPlaces.Body | FieldPlaces.Runner, "Settings of the model, an object.", "object", new ObjectKind(), r => r.Options,
        (r, v) => r with { Options = v });

    /// <summary><c>parameters</c></summary>
    public static RequestField Parameters { get; } = new ParametersField("parameters");

    /// <summary><c>freq</c></summary>
    public static RequestField Freq { get; } = Reference(
        "freq", Anywhere, "Time between two values: D, MS, 15min, PT1H, monthly, … [default: inferred].", "freq", new TextKind(FaultOfFrequency), r => r.Freq,
        (r, v) => r with { Freq = IsAuto(v) ? null : v });

    /// <summary><c>on_bad_data</c></summary>
    public static RequestField OnBadData { get; } = Value(
        "on_bad_data", Anywhere, "What happens to irregular data: repair or strict.", "policy", BadData, r => r.OnBadData, (r, v) => r with { OnBadData = v });

    /// <summary><c>duplicates</c></summary>
    public static RequestField Duplicates { get; } = Value(
        "duplicates", Anywhere, "What becomes of values with one time stamp: refuse, sum, mean, first, last or max [default: refuse].", "merge", Merges, r => r.Duplicates,
        (r, v) => r with { Duplicates = v });

    /// <summary><c>fill</c></summary>
    public static RequestField Fill { get; } = Value(
        "fill", Anywhere, "What stands where there is no row: none, zero, missing or previous [default: none].", "value", Fills, r => r.Fill, (r, v) => r with { Fill = v });

    /// <summary><c>aggregate</c></summary>
    public static RequestField Aggregate { get; } = Reference(
        "aggregate", Anywhere, "A longer step to bring values together to, as duplicates says: D, W, MS.", "freq", new TextKind(FaultOfFrequency), r => r.Aggregate,
        (r, v) => r with { Aggregate = IsAuto(v) ? null : v });

    /// <summary><c>end</c></summary>
    public static RequestField End { get; } = Reference(
        "end", Anywhere, "When the history of all series ends: 2024-12-31.", "stamp", new TextKind(FaultOfStamp), r => r.End, (r, v) => r with { End = v });

    /// <summary><c>timezone</c></summary>
    public static RequestField TimeZone { get; } = Reference(
        "timezone", Anywhere, "The zone of local time stamps, and of the answer: Europe/Berlin, UTC, +02:00.", "zone", new TextKind(ZoneText.FaultOf), r => r.TimeZone,
        (r, v) => r with { TimeZone = v });

    /// <summary><c>covariates_mode</c></summary>
    public static RequestField CovariatesMode { get; } = Value(
        "covariates_mode", Anywhere, "What happens to covariates that the model cannot use: best_effort or strict.", "mode", Modes, r => r.CovariatesMode,
        (r, v) => r with { CovariatesMode = v });

    /// <summary><c>metrics</c></summary>
    public static RequestField Metrics { get; } = Reference(
        "metrics", Anywhere, "Measures of forecasts against what happened: bias, coverage, crps, mae, mape, mase, msis, pinball, rmse, rmsse, smape, wape.", "names",
        new ChoicesKind<AccuracyMetric>(Measures), r => r.Metrics, (r, v) => r with { Metrics = v });

    /// <summary><c>mase_seasonality</c></summary>
    public static RequestField MaseSeasonality { get; } = Value(
        "mase_seasonality", Anywhere, "Values in a season, for mase, msis and rmsse [default: by options and frequency].", "values",
        new WholeKind(1, limits => limits.MaxPoints), r => r.MaseSeasonality, (r, v) => r with { MaseSeasonality = (int)v });

    /// <summary><c>response_options</c></summary>
    public static RequestField ResponseOptions { get; } = Reference(
        "response_options", FieldPlaces.Body, "Asks for an answer in the exact shape of the Python tollama.", "object", new ResponseOptionsKind(),
        r => r.ResponseOptions, (r, v) => r with { ResponseOptions = v });

    /// <summary><c>fail_fast</c></summary>
    public static RequestField FailFast { get; } = Flag(
        "fail_fast", AlsoRunner, "Fail as a whole when one series cannot be forecast.", r => r.FailFast, (r, v) => r with { FailFast = v });

    /// <summary><c>seed</c></summary>
    public static RequestField Seed { get; } = Value(
        "seed", AlsoRunner, "The seed of sample paths, and of models that simulate [default: 0].", "number", new WholeKind(long.MinValue, _ => long.MaxValue), r => r.Seed,
        (r, v) => r with { Seed = v });

    /// <summary><c>paths</c></summary>
    public static RequestField Paths { get; } = Value(
        "paths", AlsoRunner, "So many sample paths of each series: possible futures, each as likely as the others.", "count",
        new WholeKind(1, _ => SampleSettings.MostPaths), r => r.Paths, (r, v) => r with { Paths = (int)v });

    /// <summary><c>sum</c></summary>
    public static RequestField Sum { get; } = Value(
        "sum", Anywhere, "Sums over the steps, with quantiles: all, or of each hour, day, week, month, quarter or year.", "period", Periods, r => r.Sum,
        (r, v) => r with { Sum = v });

    /// <summary><c>threshold</c></summary>
    public static RequestField Threshold { get; } = Value(
        "threshold", Anywhere, "A value: how likely each step is above or below it, and when for the first time.", "number", new NumberKind(), r => r.Threshold,
        (r, v) => r with { Threshold = v });

    /// <summary><c>keep_alive</c></summary>
    public static RequestField KeepAlive { get; } = Value(
        "keep_alive", Anywhere, "How long the model stays loaded: 5m, 300 (seconds), -1 (for ever).", "duration", new DurationKind(allowsAny: true), r => r.KeepAlive,
        (r, v) => r with { KeepAlive = v });

    /// <summary><c>timeout</c></summary>
    public static RequestField Timeout { get; } = Value(
        "timeout", Anywhere, "After how long to give up: 30s, 5m.", "duration", new DurationKind(allowsAny: false), r => r.Timeout, (r, v) => r with { Timeout = v });

    /// <summary><c>stream</c></summary>
    public static RequestField Stream { get; } = Flag("stream", Anywhere, "Status lines before the answer.", r => r.Stream, (r, v) => r with { Stream = v });

    /// <summary><c>include_history</c></summary>
    public static RequestField IncludeHistory { get; } = Flag(
        "include_history", Anywhere, "The end of each series' history beside its forecast.", r => r.IncludeHistory, (r, v) => r with { IncludeHistory = v });

    /// <summary><c>history_length</c></summary>
    public static RequestField HistoryLength { get; } = Value(
        "history_length", Anywhere, "How many values of each series include_history sends back [default: 120].", "values",
        new WholeKind(1, limits => limits.MaxPoints), r => r.HistoryLength, (r, v) => r with { HistoryLength = (int)v });

    /// <summary><c>strict</c>, a short way to say <c>on_bad_data=strict</c> of a table.</summary>
    public static RequestField Strict { get; } = Flag(
        "strict", FieldPlaces.Query, "Refuse data that would be repaired.", _ => null,
        (r, v) => r with { OnBadData = v ? BadDataPolicy.Strict : BadDataPolicy.Repair });

    /// <summary><c>season_length</c>, a short way to say the option of a model.</summary>
    public static RequestField SeasonLength { get; } = Reference(
        "season_length", FieldPlaces.Query, "Values in a season: 12 for months [default: by frequency].", "values", new TextKind(), _ => null,
        (r, v) => r.WithOption("season_length", v));

    /// <summary><c>non_negative</c>, a short way to say the option of a model.</summary>
    public static RequestField NonNegative { get; } = Flag(
        "non_negative", FieldPlaces.Query, "Forecast no value below zero.", _ => null, (r, v) => r.WithOption("non_negative", v ? "true" : "false"));

    /// <summary><c>time</c></summary>
    public static RequestField Time { get; } = Columns(
        "time", "The column of time stamps, or several: year,month [default: found].", r => r.Table.TimeColumns, (r, v) => r with { Table = r.Table with { TimeColumns = v } });

    /// <summary><c>target</c></summary>
    public static RequestField Target { get; } = Columns(
        "target", "The columns of values [default: found].", r => r.Table.TargetColumns, (r, v) => r with { Table = r.Table with { TargetColumns = v } });

    /// <summary><c>id</c></summary>
    public static RequestField Id { get; } = Columns(
        "id", "The columns of series names [default: found].", r => r.Table.IdColumns, (r, v) => r with { Table = r.Table with { IdColumns = v } });

    /// <summary><c>covariates</c></summary>
    public static RequestField Covariates { get; } = Columns(
        "covariates", "Columns that are covariates: price,promo.", r => r.Table.Covariates, (r, v) => r with { Table = r.Table with { Covariates = v } });

    /// <summary><c>future_covariates</c></summary>
    public static RequestField FutureCovariates { get; } = Columns(
        "future_covariates", "Covariates whose future is in rows after the last value.", r => r.Table.FutureCovariates,
        (r, v) => r with { Table = r.Table with { FutureCovariates = v } });

    /// <summary><c>delimiter</c></summary>
    public static RequestField Delimiter { get; } = Value(
        "delimiter", FieldPlaces.Query, "What stands between two cells: , ; | or tab [default: found].", "character", Delimiters, r => r.Table.Delimiter,
        (r, v) => r with { Table = r.Table with { Delimiter = v } });

    /// <summary><c>decimal</c></summary>
    public static RequestField Decimal { get; } = Value(
        "decimal", FieldPlaces.Query, "The decimal mark, a point or a comma [default: found].", "mark", Marks, r => r.Table.DecimalMark,
        (r, v) => r with { Table = r.Table with { DecimalMark = v } });

    /// <summary><c>like_input</c></summary>
    public static RequestField LikeInput { get; } = Flag(
        "like_input", FieldPlaces.Query, "Write CSV as the table is written: its names, delimiter, decimal mark, dates.", r => r.LikeInput, (r, v) => r with { LikeInput = v });

    /// <summary><c>day_first</c></summary>
    public static RequestField DayFirst { get; } = Flag(
        "day_first", FieldPlaces.Query, "Whether 01/02/2024 is 1 February [default: found].", r => r.Table.DayFirst,
        (r, v) => r with { Table = r.Table with { DayFirst = v } });

    /// <summary><c>sheet</c></summary>
    public static RequestField Sheet { get; } = Reference(
        "sheet", FieldPlaces.Query, "The sheet of an Excel workbook, by name or number [default: the first with data].", "sheet", new TextKind(), r => r.Table.Sheet,
        (r, v) => r with { Table = r.Table with { Sheet = v } });

    /// <summary>All of them, in the order of the documents.</summary>
    public static IReadOnlyList<RequestField> All { get; } =
    [
        Model, Models, Select, Horizon, Gap, Windows, Step, MaxHistory, Quantiles, Level, Last, Intervals, Residuals, Lower, Upper, Integer, Include, By, Options, Parameters, SeasonLength, NonNegative, Freq, OnBadData, Strict, Duplicates, Fill, Aggregate, End, TimeZone, CovariatesMode,
        Metrics, MaseSeasonality, ResponseOptions, FailFast, Seed, Paths, Sum, Threshold, KeepAlive, Timeout, Stream, IncludeHistory, HistoryLength, Time, Target, Id, Covariates, FutureCovariates, Delimiter, Decimal, DayFirst,
        Sheet, LikeInput,
    ];

    /// <summary>Those of a forecast: all but the ones that only other operations have.</summary>
    public static IReadOnlyList<RequestField> OfForecast { get; } = [.. All.Except([MaxHistory, Level, Last, By])];

    private static readonly Dictionary<string, RequestField> ByName = All
        .SelectMany(field => field.Alias is { } alias ? new[] { (field.Name, field), (alias, field) } : [(field.Name, field)])
        .ToDictionary(pair => pair.Item1, pair => pair.Item2, StringComparer.Ordinal);

    /// <summary>Whether <see cref="Parameters"/> with these names in it are settings of the request, and not another name of <see cref="Options"/>.</summary>
    public static bool AreSettings(IReadOnlyList<string> names) => ParametersField.AreSettings(names);

    /// <summary>The names, older ones included, that may stand at a place.</summary>
    public static IEnumerable<string> NamesAt(FieldPlaces place) => ByName.Where(pair => pair.Value.Places.HasFlag(place)).Select(pair => pair.Key);

    /// <summary>The field of a name at a place; <see langword="null"/> if there is none.</summary>
    public static RequestField? Find(string name, FieldPlaces place) =>
        ByName.TryGetValue(name, out RequestField? field) && field.Places.HasFlag(place) ? field : null;

    private static TypedField<T> Reference<T>(
        string name, FieldPlaces places, string description, string valueName, FieldKind<T> kind, Func<ForecastRequest, T?> get, Func<ForecastRequest, T, ForecastRequest> set,
        string? alias = null, Func<string, string, bool>? areOne = null)
        where T : class =>
        new(name, places, description, kind, request => get(request) is { } value ? (true, value) : (false, null!), set)
        {
            ValueName = valueName,
            Alias = alias,
            AreOne = areOne ?? string.Equals,
        };

    private static TypedField<T> Value<T>(
        string name, FieldPlaces places, string description, string? valueName, FieldKind<T> kind, Func<ForecastRequest, T?> get, Func<ForecastRequest, T, ForecastRequest> set,
        string? alias = null)
        where T : struct =>
        new(name, places, description, kind, request => get(request) is { } value ? (true, value) : (false, default), set) { ValueName = valueName, Alias = alias };

    private static TypedField<bool> Flag(
        string name, FieldPlaces places, string description, Func<ForecastRequest, bool?> get, Func<ForecastRequest, bool, ForecastRequest> set) =>
        Value(name, places, description, valueName: null, new FlagKind(), get, set);

    private static TypedField<IReadOnlyList<string>> Columns(
        string name, string description, Func<ForecastRequest, IReadOnlyList<string>> get, Func<ForecastRequest, IReadOnlyList<string>, ForecastRequest> set) =>
        Reference(name, FieldPlaces.Query, description, "columns", new NamesKind(), request => get(request) is { Count: > 0 } names ? names : null, set);

    private static string? FaultOfStamp(string text) => Timestamp.TryParse(text, out _) ? null
        : DayAndMonth.Forms(text) is { Count: > 0 } forms ? $"'{Excerpt.Of(text)}' is not written as a time stamp here; send {string.Join(" or ", forms)}"
        : $"'{Excerpt.Of(text)}' is not a time stamp; send e.g. 2024-12-31 or 2024-12-31T23:00";

    private static string? FaultOfFrequency(string text) => IsAuto(text) ? null : Frequency.FaultOf(text);

    private static bool IsAuto(string text) => text.Equals("auto", StringComparison.OrdinalIgnoreCase);
}

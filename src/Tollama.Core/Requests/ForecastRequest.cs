using System.Text.Json;
using Tollama.Core.Series;

namespace Tollama.Core.Requests;

/// <summary>A forecast to make: the body of <c>POST /api/forecast</c>, the query beside a table, the options of <c>tollama run</c>.</summary>
/// <remarks>What is <see langword="null"/> was not said: then the model's default holds, or the daemon's. <see cref="RequestFields"/> says what each field is called.</remarks>
public sealed record ForecastRequest
{
    private static readonly Dictionary<string, JsonElement> NoExtras = [];

    /// <summary>The installed model: <c>auto</c>, <c>theta</c>, <c>chronos-2:small</c>.</summary>
    public string? Model { get; init; }

    /// <summary>How many steps past the end of each series to forecast; at least 1.</summary>
    public int? Horizon { get; init; }

    /// <summary>The quantile levels, ascending, unique, each in (0, 1).</summary>
    public IReadOnlyList<double>? Quantiles { get; init; }

    /// <summary>Where the quantiles come from; the model's own by default.</summary>
    public IntervalSource? Intervals { get; init; }

    /// <summary>The law of the one-step errors behind the quantiles of a model that has one; the model's own by default.</summary>
    public ResidualLaw? Residuals { get; init; }

    /// <summary>The lowest value that a forecast may have, below <see cref="Upper"/>; none by default.</summary>
    public double? Lower { get; init; }

    /// <summary>The highest value that a forecast may have; none by default.</summary>
    public double? Upper { get; init; }

    /// <summary>True for quantiles that are whole numbers; false by default.</summary>
    public bool? Integer { get; init; }

    /// <summary>The series, with different ids; empty when a table holds them.</summary>
    public IReadOnlyList<TimeSeries> Series { get; init; } = [];

    /// <summary>Steps between the last value of a series and the first that is forecast; 0 by default.</summary>
    public int? Gap { get; init; }

    /// <summary>What the answer has besides; nothing by default.</summary>
    public IReadOnlyList<Inclusion>? Include { get; init; }

    /// <summary>Several models, each once: those of a backtest, or the candidates of <see cref="Select"/>.</summary>
    public IReadOnlyList<string>? Models { get; init; }

    /// <summary>For what a backtest chooses one of <see cref="Models"/>; none is chosen by default.</summary>
    public ModelSelection? Select { get; init; }

    /// <summary>How many origins a backtest has; 3 by default.</summary>
    public int? Windows { get; init; }

    /// <summary>Values between two origins of a backtest; <see cref="Horizon"/> by default.</summary>
    public int? Step { get; init; }

    /// <summary>How many values before its origin a window sees; all of them by default.</summary>
    public int? MaxHistory { get; init; }

    /// <summary>By what the measures of a backtest are told besides; by nothing by default.</summary>
    public IReadOnlyList<BacktestGrouping>? By { get; init; }

    /// <summary>How many of a hundred values an interval holds, between 0 and 100; of anomalies 99 by default.</summary>
    public double? Level { get; init; }

    /// <summary>How many values at the end of each series are looked at for anomalies; all of them by default.</summary>
    public int? Last { get; init; }

    /// <summary>Settings of the model, a JSON object: <c>season_length</c> and others that its page names.</summary>
    public JsonElement? Options { get; init; }

    /// <summary>The time between two values of series that do not say it themselves: <c>D</c>, <c>MS</c>, <c>15min</c>, <c>PT1H</c>, <c>monthly</c>; inferred by default.</summary>
    public string? Freq { get; init; }

    /// <summary>What happens to unordered, duplicate or missing time stamps, and to cells that cannot be read.</summary>
    public BadDataPolicy? OnBadData { get; init; }

    /// <summary>What becomes of several values with one time stamp; they are refused by default.</summary>
    public DuplicateMerge? Duplicates { get; init; }

    /// <summary>What stands at the steps for which a series has no row; missing values by default.</summary>
    public GapFill? Fill { get; init; }

    /// <summary>A longer step to which values are brought together, as <see cref="Duplicates"/> says: <c>D</c>, <c>W</c>, <c>MS</c>; none by default.</summary>
    public string? Aggregate { get; init; }

    /// <summary>The time at which the history of all series ends: later values are left out, series that ended before are filled up to it.</summary>
    public string? End { get; init; }

    /// <summary>The zone whose local times the time stamps are, and in which answers are written: an IANA name or an offset; none by default.</summary>
    public string? TimeZone { get; init; }

    /// <summary>What happens to a covariate that the model cannot use; by default it is ignored with a warning.</summary>
    public CovariatesMode? CovariatesMode { get; init; }

    /// <summary>Measures to compute from each series' <see cref="TimeSeries.Actuals"/>; none by default.</summary>
    public IReadOnlyList<AccuracyMetric>? Metrics { get; init; }

    /// <summary>Values in a season, for the measures that compare with the seasonal naive forecast; by the model's option and the frequency by default.</summary>
    public int? MaseSeasonality { get; init; }

    /// <summary>Asks for the answer of the Python tollama; <see langword="null"/> for our own.</summary>
    public ResponseOptions? ResponseOptions { get; init; }

    /// <summary>True if one series that cannot be forecast fails the request; false (the default) answers the others.</summary>
    public bool? FailFast { get; init; }

    /// <summary>The seed of sample paths, and of a model that simulates; 0 by default.</summary>
    public long? Seed { get; init; }

    /// <summary>How many sample paths of each series; at least 1, none by default.</summary>
    public int? Paths { get; init; }

    /// <summary>Over which steps sums are told, with their quantiles; none by default.</summary>
    public SumPeriod? Sum { get; init; }

    /// <summary>A value of which is told how likely each step is above and below it, and when for the first time; none by default.</summary>
    public double? Threshold { get; init; }

    /// <summary>How long the model stays loaded afterwards; <see cref="Timeout.InfiniteTimeSpan"/> for ever, zero not at all.</summary>
    public TimeSpan? KeepAlive { get; init; }

    /// <summary>After how long to give up; longer than zero.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>True (the daemon's default) for a stream of status lines, false for one JSON object.</summary>
    public bool? Stream { get; init; }

    /// <summary>True to get the end of each series' history back beside its forecast, for charts; false by default.</summary>
    public bool? IncludeHistory { get; init; }

    /// <summary>How many values at the end of each series <see cref="IncludeHistory"/> sends back, at least 1; 120 by default.</summary>
    public int? HistoryLength { get; init; }

    /// <summary>True for an answer as CSV that is written like the table it was made of: names, delimiter, decimal mark, time stamps; false by default.</summary>
    public bool? LikeInput { get; init; }

    /// <summary>Fields that only some operation knows, by name, as they were sent; see <see cref="RequestShape"/>.</summary>
    public IReadOnlyDictionary<string, JsonElement> Extras { get; init; } = NoExtras;

    /// <summary>True where the measures are told as the Python tollama's are, whose season is one value where none is said.</summary>
    internal bool HasPythonMetrics { get; init; }

    /// <summary>How a table is to be read; says nothing about a JSON body.</summary>
    public TableOptions Table { get; init; } = new();

    /// <summary>The same request with one more setting of the model.</summary>
    /// <param name="name">The setting: <c>season_length</c>.</param>
    /// <param name="text">Its value: a number, true or false, several of these with commas between them, or any other text.</param>
    public ForecastRequest WithOption(string name, string text) => this with { Options = OptionText.With(Options, new KeyValuePair<string, string>(name, text)) };

    /// <summary>The same request with the season of the Python tollama's measures, if it has these and no season.</summary>
    internal ForecastRequest WithPythonSeason() => HasPythonMetrics ? this with { MaseSeasonality = MaseSeasonality ?? 1 } : this;
}

using Tollama.Client;

namespace Tollama.Cli.Running;

/// <summary>What <c>tollama run</c> was told.</summary>
internal sealed record RunArguments
{
    public const int DefaultHorizon = 12;

    public required string Model { get; init; }

    /// <summary>A file, <c>-</c> for standard input, or <see langword="null"/> when none was named.</summary>
    public string? Input { get; init; }

    public int? Horizon { get; init; }

    /// <summary>Ascending levels in (0, 1); <see langword="null"/> when none were named.</summary>
    public IReadOnlyList<double>? Quantiles { get; init; }

    public string? Frequency { get; init; }

    public string? TimeColumn { get; init; }

    public string? TargetColumn { get; init; }

    public string? IdColumn { get; init; }

    public IReadOnlyList<string> CovariateColumns { get; init; } = [];

    public IReadOnlyList<string> FutureCovariateColumns { get; init; } = [];

    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();

    public long? Seed { get; init; }

    public bool Strict { get; init; }

    public bool FailFast { get; init; }

    public string? KeepAlive { get; init; }

    public string? Timeout { get; init; }

    public required OutputFormat Format { get; init; }

    public string? OutputPath { get; init; }

    public bool Stream { get; init; } = true;

    public bool ShowProgress { get; init; }

    public bool DryRun { get; init; }

    public bool MayStartDaemon { get; init; } = true;

    /// <summary>True when the chart needs the end of the history.</summary>
    public bool IncludeHistory => Format == OutputFormat.Table && !DryRun;

    /// <summary>The levels to ask for: a table for people needs a band.</summary>
    public IReadOnlyList<double>? EffectiveQuantiles => Quantiles ?? (Format == OutputFormat.Table ? [0.1, 0.5, 0.9] : null);

    /// <summary>The query of a table.</summary>
    public TableOptions ToTableOptions() => new()
    {
        Model = Model,
        Horizon = Horizon ?? DefaultHorizon,
        Quantiles = EffectiveQuantiles ?? [],
        Frequency = Frequency,
        TimeColumn = TimeColumn,
        TargetColumn = TargetColumn,
        IdColumn = IdColumn,
        CovariateColumns = CovariateColumns,
        FutureCovariateColumns = FutureCovariateColumns,
        Options = Options,
        Seed = Seed,
        Strict = Strict,
        FailFast = FailFast,
        KeepAlive = KeepAlive,
        Timeout = Timeout,
        IncludeHistory = IncludeHistory,
    };
}

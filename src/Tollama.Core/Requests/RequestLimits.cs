using Tollama.Core.Protocol;

namespace Tollama.Core.Requests;

/// <summary>How large a forecast request may be.</summary>
/// <remarks>
/// Most follow from one another. Target values and as many values of covariates, each at most 25 bytes, fit in the line that a runner reads
/// (<see cref="LineFraming.MaxLineBytes"/>); so do the names of all series, whose characters may take six bytes each there; and the forecast of one series fits in
/// the line that a runner writes, since long answers travel in parts of whole series.
/// </remarks>
public sealed record RequestLimits
{
    /// <summary>A covariate counts as so many values at least, one that does not change with time as well: it takes memory beside its values.</summary>
    public const int LeastValuesOfCovariate = 16;

    /// <summary>No limits.</summary>
    public static RequestLimits None { get; } = new()
    {
        MaxSeries = int.MaxValue,
        MaxPoints = long.MaxValue,
        MaxHorizon = int.MaxValue,
        MaxQuantiles = int.MaxValue,
        MaxForecastValues = long.MaxValue,
        MaxSeriesForecastValues = long.MaxValue,
        MaxNameLength = int.MaxValue,
        MaxCovariates = int.MaxValue,
        MaxCovariateValues = long.MaxValue,
        MaxStaticBytes = int.MaxValue,
        MaxOptions = int.MaxValue,
        MaxOptionsBytes = int.MaxValue,
    };

    /// <summary>The most series; 10,000 unless set.</summary>
    public int MaxSeries { get; init; } = 10_000;

    /// <summary>The most target values, all series together, those included that fill gaps; 5 million unless set.</summary>
    public long MaxPoints { get; init; } = 5_000_000;

    /// <summary>The longest horizon; 10,000 steps unless set.</summary>
    public int MaxHorizon { get; init; } = 10_000;

    /// <summary>The most quantile levels; 100 unless set.</summary>
    public int MaxQuantiles { get; init; } = 100;

    /// <summary>The most forecast numbers in an answer (series x horizon x (1 + levels)); 20 million unless set.</summary>
    public long MaxForecastValues { get; init; } = 20_000_000;

    /// <summary>The most forecast numbers of one series (horizon x (1 + levels)); as many as fit in a runner's line, <see cref="LineFraming.MaxLineNumbers"/>.</summary>
    public long MaxSeriesForecastValues { get; init; } = LineFraming.MaxLineNumbers;

    /// <summary>The longest name: of a series, a covariate, a column, a model, in characters; 512.</summary>
    public int MaxNameLength { get; init; } = 512;

    /// <summary>The most covariates of each kind (past, future, static) that a series may have; 1,000.</summary>
    public int MaxCovariates { get; init; } = 1000;

    /// <summary>The most values of covariates, all series together; as many as target values.</summary>
    public long MaxCovariateValues { get; init; } = 5_000_000;

    /// <summary>The most bytes that the static covariates of a series may have; 64 KiB.</summary>
    public int MaxStaticBytes { get; init; } = 64 * 1024;

    /// <summary>The most options of a model; 256.</summary>
    public int MaxOptions { get; init; } = 256;

    /// <summary>The most bytes that the options of a model may have together; 64 KiB.</summary>
    public int MaxOptionsBytes { get; init; } = 64 * 1024;
}

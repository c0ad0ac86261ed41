using Tollama.Core.Frequencies;
using Tollama.Core.Validation;

namespace Tollama.Daemon.Forecasting;

/// <summary>A series that is regular and checked, ready for a runner; its numbers are JSON already.</summary>
internal sealed class PreparedSeries
{
    internal required string Id { get; init; }

    /// <summary>The frequency as it is told to the runner and the client; <see langword="null"/> for a series that is merely numbered.</summary>
    internal required string? Freq { get; init; }

    /// <summary>The target as a JSON array.</summary>
    internal required ReadOnlyMemory<byte> Target { get; init; }

    internal required int Length { get; init; }

    /// <summary>When the values were observed; <see langword="null"/> for a series that is merely numbered.</summary>
    internal required IReadOnlyList<Timestamp>? Timestamps { get; init; }

    /// <summary>The steps to forecast, in the form of the series' own time stamps.</summary>
    internal required IReadOnlyList<string> Future { get; init; }

    internal IReadOnlyList<ParsedCovariate> PastCovariates { get; set; } = [];

    internal IReadOnlyList<ParsedCovariate> FutureCovariates { get; set; } = [];

    internal ReadOnlyMemory<byte> StaticCovariates { get; set; }
}

using Tollama.Core.Analysis;

namespace Tollama.Core.Api;

/// <summary>What is known of a series beyond what the Python tollama tells.</summary>
public sealed record AnalysisDetails
{
    /// <summary>How many steps it has from its first to its last, those without a value included.</summary>
    public required int Length { get; init; }

    /// <summary>How many of the steps have no value.</summary>
    public required int Missing { get; init; }

    /// <summary>How many of those were not sent at all: gaps between time stamps.</summary>
    public required int Gaps { get; init; }

    /// <summary>How many values are zero.</summary>
    public required int Zeros { get; init; }

    /// <summary>Whether all values are the same.</summary>
    public required bool Constant { get; init; }

    /// <summary>The seasons with their strengths, from 0 to 1.</summary>
    public required IReadOnlyList<FoundSeason> Seasons { get; init; }

    /// <summary>How much of what the seasons leave the smooth trend explains: from 0 to 1.</summary>
    public required double TrendStrength { get; init; }

    /// <summary>The anomalies with what would have been usual; positions count all steps, those without a value included.</summary>
    public required IReadOnlyList<FoundAnomaly> Anomalies { get; init; }
}

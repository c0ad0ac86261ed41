namespace Tollama.Core.Api;

/// <summary>The end of a series' history as the model saw it: ordered, repaired, on the series' own grid.</summary>
public sealed record SeriesHistory
{
    /// <summary>When each value was observed, in the form of the forecast's own time stamps; empty for a series that is merely numbered.</summary>
    public IReadOnlyList<string> Timestamps { get => field ?? []; init; }

    /// <summary>The last observed values, oldest first; <see cref="double.NaN"/> (JSON <c>null</c>) is a missing one.</summary>
    public required double[] Target { get; init; }

    /// <summary>The first time stamp of the whole series, which may be earlier than that of <see cref="Timestamps"/>.</summary>
    public string? Start { get; init; }

    /// <summary>How many values the whole series has, missing ones included.</summary>
    public int? Length { get; init; }
}

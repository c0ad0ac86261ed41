using Tollama.Core.Frequencies;

namespace Tollama.Stats;

/// <summary>Tells the kind from the frequency.</summary>
internal static class NetworkSeriesKinds
{
    /// <summary>The kind of a series of this frequency.</summary>
    public static NetworkSeriesKind Of(Frequency? frequency) => frequency switch
    {
        { Unit: FrequencyUnit.Week, Multiple: 1 } => NetworkSeriesKind.Weeks,
        { Unit: >= FrequencyUnit.Nanosecond and <= FrequencyUnit.Minute } => NetworkSeriesKind.FinerThanHours,
        _ => NetworkSeriesKind.Other,
    };
}

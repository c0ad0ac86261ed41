using Tollama.Core.Frequencies;

namespace Tollama.Neural;

/// <summary>The numbers of the frequencies that TinyTimeMixer models with a frequency token know.</summary>
internal static class TtmFrequencies
{
    /// <summary>The number of a frequency; 0 for one that is not known.</summary>
    public static int NumberOf(Frequency? frequency) => frequency switch
    {
        { Unit: FrequencyUnit.Minute, Multiple: 1 } => 1,
        { Unit: FrequencyUnit.Minute, Multiple: 2 } => 2,
        { Unit: FrequencyUnit.Minute, Multiple: 5 } => 3,
        { Unit: FrequencyUnit.Minute, Multiple: 10 } => 4,
        { Unit: FrequencyUnit.Minute, Multiple: 15 } => 5,
        { Unit: FrequencyUnit.Minute, Multiple: 30 } => 6,
        { Unit: FrequencyUnit.Hour, Multiple: 1 } or { Unit: FrequencyUnit.Minute, Multiple: 60 } => 7,
        { Unit: FrequencyUnit.Day, Multiple: 1 } => 8,
        { Unit: FrequencyUnit.Week, Multiple: 1 } => 9,
        _ => 0,
    };
}

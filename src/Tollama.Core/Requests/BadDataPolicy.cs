namespace Tollama.Core.Requests;

/// <summary>What happens to irregular data.</summary>
/// <remarks>Where nothing is said, gaps are filled with missing values and a warning; unordered or duplicate time stamps of a JSON request are faults, those of a table are repaired.</remarks>
public enum BadDataPolicy
{
    /// <summary>Everything is repaired, each repair is a warning.</summary>
    Repair,

    /// <summary>Nothing is repaired, each irregularity is a fault.</summary>
    Strict,
}

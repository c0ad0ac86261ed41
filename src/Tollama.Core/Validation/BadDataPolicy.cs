namespace Tollama.Core.Validation;

/// <summary>What happens to irregular data.</summary>
public enum BadDataPolicy
{
    /// <summary>Not said: gaps are filled with missing values and a warning; unordered or duplicate time stamps of a JSON request are faults, those of a table are repaired.</summary>
    Default,

    /// <summary>Everything is repaired, each repair is a warning.</summary>
    Repair,

    /// <summary>Nothing is repaired, each irregularity is a fault.</summary>
    Strict,
}

namespace Tollama.Core.Requests;

/// <summary>What stands at the steps for which a series has no row.</summary>
public enum GapFill
{
    /// <summary>Nothing: the value is missing, and the answer says so.</summary>
    None,

    /// <summary>Zero: there are rows only where something happened, such as a sale.</summary>
    Zero,

    /// <summary>Nothing: the value is missing, and the answer is silent about it.</summary>
    Missing,

    /// <summary>The value before: there are rows only where something changed, such as a price.</summary>
    Previous,
}

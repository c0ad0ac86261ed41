namespace Tollama.Core.Requests;

/// <summary>What becomes of several values with one time stamp. Of categories the last that is not missing counts, or the first if that is asked for.</summary>
public enum DuplicateMerge
{
    /// <summary>Their mean; missing ones do not count.</summary>
    Mean,

    /// <summary>Their sum; missing ones do not count.</summary>
    Sum,

    /// <summary>The first that is not missing.</summary>
    First,

    /// <summary>The last that is not missing.</summary>
    Last,

    /// <summary>The largest.</summary>
    Max,

    /// <summary>They are refused, since nobody knows what they mean.</summary>
    Refuse,
}

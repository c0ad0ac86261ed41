namespace Tollama.Data.Time;

/// <summary>How well a time stamp fits a grid.</summary>
public enum GridFit
{
    /// <summary>It is a point of the grid.</summary>
    Exact,

    /// <summary>It misses its point by up to 15 % of a step.</summary>
    Near,

    /// <summary>It lies between the points.</summary>
    Off,
}

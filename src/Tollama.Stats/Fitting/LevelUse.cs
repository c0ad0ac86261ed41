namespace Tollama.Stats;

/// <summary>What a method does with the level of a series: whether it may be taken off before the fit and added to the forecast.</summary>
internal enum LevelUse
{
    /// <summary>The level means something, such as where no demand is: it stays.</summary>
    Kept,

    /// <summary>A series that is higher has the same forecast, only higher: the level is taken off, so that it costs no digits.</summary>
    TakenOff,

    /// <summary>
    /// The level means something, but not where it is thousands of times the range of the series: there it is taken off, and what would be
    /// multiplied is added, which is the same.
    /// </summary>
    TakenOffWhenFar,
}

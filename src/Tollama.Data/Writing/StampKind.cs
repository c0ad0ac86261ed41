namespace Tollama.Data.Writing;

/// <summary>What the column of time stamps of an answer holds.</summary>
public enum StampKind
{
    /// <summary>Texts, where the series have dates and positions mixed.</summary>
    Text,

    /// <summary>Positions, of series without dates.</summary>
    Position,

    /// <summary>Whole days.</summary>
    Date,

    /// <summary>Points in time.</summary>
    Time,
}

namespace Tollama.Data.Time;

/// <summary>What a part of a date looks like.</summary>
internal enum CellFieldKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A number: a day, month or year.</summary>
    Number,

    /// <summary>The name of a month, or M01.</summary>
    Month,

    /// <summary>Q1 to Q4.</summary>
    Quarter,

    /// <summary>H1 and H2.</summary>
    Half,

    /// <summary>W01 to W53.</summary>
    Week,
}

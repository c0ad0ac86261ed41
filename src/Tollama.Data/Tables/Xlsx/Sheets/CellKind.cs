namespace Tollama.Data.Tables.Xlsx.Sheets;

/// <summary>What is in a cell.</summary>
internal enum CellKind : byte
{
    /// <summary>Nothing.</summary>
    Empty,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A number that is shown as percents.</summary>
    Percent,

    /// <summary>A day, perhaps with its time, as the number that a workbook counts it by.</summary>
    Day,

    /// <summary>A time of the day, as a part of it.</summary>
    Clock,

    /// <summary>A span of time in days.</summary>
    Elapsed,

    /// <summary>A text.</summary>
    Text,

    /// <summary>A whole number of more digits than a double holds, or one that is shown with zeros before it, as a text.</summary>
    Whole,

    /// <summary>Yes.</summary>
    True,

    /// <summary>No.</summary>
    False,

    /// <summary>A formula whose value the workbook does not have.</summary>
    Uncomputed,
}

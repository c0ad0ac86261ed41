namespace Tollama.Data.Tables.Xlsx.Formats;

/// <summary>What a number in a cell is by its format.</summary>
internal enum CellFormat : byte
{
    /// <summary>A number.</summary>
    Number,

    /// <summary>A number shown as a hundred times as much with a percent sign.</summary>
    Percent,

    /// <summary>A day, perhaps with the time of it.</summary>
    Day,

    /// <summary>A time of the day.</summary>
    Clock,

    /// <summary>A span of time: hours that go on beyond 24.</summary>
    Elapsed,
}

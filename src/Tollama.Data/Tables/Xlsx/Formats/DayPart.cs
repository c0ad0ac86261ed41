namespace Tollama.Data.Tables.Xlsx.Formats;

/// <summary>How much of the time of a day a number has.</summary>
internal enum DayPart
{
    /// <summary>None: it is a day.</summary>
    None,

    /// <summary>Hours, minutes and seconds.</summary>
    Seconds,

    /// <summary>Milliseconds, too.</summary>
    Milliseconds,
}

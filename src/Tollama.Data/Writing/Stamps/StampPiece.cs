using System.Globalization;
using Tollama.Core.Frequencies;

namespace Tollama.Data.Writing.Stamps;

/// <summary>A piece of a time stamp's text.</summary>
/// <param name="Kind">What it tells.</param>
/// <param name="Width">Of a number: the least digits. Of digits of a second: how many.</param>
/// <param name="Text">Of a literal: the text. Of an offset: <c>Z</c>, <c>hh</c>, <c>hhmm</c> or <c>hh:mm</c>.</param>
/// <param name="Names">Of a name: all names, the one of the first month, Sunday or AM first; <see langword="null"/> for one that is not known.</param>
internal sealed record StampPiece(PieceKind Kind, int Width = 0, string Text = "", IReadOnlyList<string?>? Names = null)
{
    /// <summary>The piece of a time stamp; <see langword="null"/> when it cannot be written.</summary>
    public string? Write(Timestamp stamp)
    {
        DateTime local = stamp.Local;
        return Kind switch
        {
            PieceKind.Literal => Text,
            PieceKind.MonthName => Names![local.Month - 1],
            PieceKind.Weekday => Names![(int)local.DayOfWeek],
            PieceKind.HalfDay => Names![local.Hour / 12],
            PieceKind.Fraction => (local.Ticks % TimeSpan.TicksPerSecond).ToString("D7", CultureInfo.InvariantCulture)[..Width],
            PieceKind.Offset => stamp.Offset is { } offset ? WriteOffset(offset) : null,
            _ => NumberOf(Kind, local).ToString("D" + Width.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
        };
    }

    /// <summary>The number that a piece of digits shows.</summary>
    public static int NumberOf(PieceKind kind, DateTime local) => kind switch
    {
        PieceKind.Year => local.Year,
        PieceKind.ShortYear => local.Year % 100,
        PieceKind.WeekYear => ISOWeek.GetYear(local),
        PieceKind.Half => (local.Month + 5) / 6,
        PieceKind.Quarter => (local.Month + 2) / 3,
        PieceKind.Month => local.Month,
        PieceKind.Week => ISOWeek.GetWeekOfYear(local),
        PieceKind.DayOfYear => local.DayOfYear,
        PieceKind.Day => local.Day,
        PieceKind.CompactDay => (local.Year * 10_000) + (local.Month * 100) + local.Day,
        PieceKind.CompactMonth => (local.Year * 100) + local.Month,
        PieceKind.Hour => local.Hour,
        PieceKind.HalfDayHour => ((local.Hour + 11) % 12) + 1,
        PieceKind.Minute => local.Minute,
        _ => local.Second,
    };

    private string? WriteOffset(TimeSpan offset)
    {
        if (Text == "Z")
        {
            return offset == TimeSpan.Zero ? Text : null;
        }

        string format = Text switch
        {
            "hh" => "hh",
            "hhmm" => "hhmm",
            _ => "hh\\:mm",
        };
        return format == "hh" && offset.Minutes != 0 ? null : (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString(format, CultureInfo.InvariantCulture);
    }
}

namespace Tollama.Data.Writing.Stamps;

/// <summary>Which pieces tell a date together.</summary>
internal static class DateMeaning
{
    private static readonly PieceKind[][] Dates =
    [
        [PieceKind.CompactDay], [PieceKind.CompactMonth], [PieceKind.WeekYear, PieceKind.Week],
        .. Of(PieceKind.Year), .. Of(PieceKind.ShortYear),
    ];

    /// <summary>Whether pieces tell one date, and nothing of it twice.</summary>
    public static bool IsWhole(List<StampPiece> pieces)
    {
        HashSet<PieceKind> told = [.. pieces.Select(piece => piece.Kind).Where(kind => kind is > PieceKind.Literal and < PieceKind.Hour and not PieceKind.Weekday)];
        return Array.Exists(Dates, told.SetEquals);
    }

    private static PieceKind[][] Of(PieceKind year) =>
    [
        [year], [year, PieceKind.Half], [year, PieceKind.Quarter], [year, PieceKind.Month], [year, PieceKind.MonthName], [year, PieceKind.Month, PieceKind.Day],
        [year, PieceKind.MonthName, PieceKind.Day], [year, PieceKind.DayOfYear],
    ];
}

using Tollama.Core.Errors;
using Tollama.Core.Frequencies;
using Tollama.Core.Requests;
using Tollama.Data.Tables.Columns;
using Tollama.Data.Time;

namespace Tollama.Data.Tables.Roles;

/// <summary>Finds the column with the time stamps.</summary>
internal static class TimeColumnFinder
{
    private const double LikelyByName = 0.5;
    private const double LikelyByContent = 0.8;

    /// <summary>By name first, then by content.</summary>
    /// <param name="free">The columns that the request does not name.</param>
    /// <param name="options">What the request says of the table.</param>
    /// <param name="ofPanel">Looks for whole numbers that the series of the rows share; asked when nothing else tells.</param>
    /// <returns>The column and why; <see langword="null"/> when no column is called or looks like a time.</returns>
    /// <exception cref="TollamaException">A column is called or looks like a time, but its cells cannot be read as such.</exception>
    public static (ColumnProfile Column, string Reason)? Find(IReadOnlyList<ColumnProfile> free, TableOptions options, Func<ColumnProfile?>? ofPanel = null)
    {
        bool? dayFirst = options.DayFirst;
        ColumnProfile[] named =
        [
            .. free.Where(column => TimeNames.IsTime(column.Name) && column.Observed > 0)
                .OrderBy(column => column.IsConstant)
                .ThenBy(column => ColumnAliases.Rank(ColumnAliases.Time, column.Name)),
        ];
        ColumnProfile? plausible = Array.Find(named, column => IsPlausible(column, dayFirst));
        ColumnProfile? unread = Array.Find(named, column => IsUnreadable(column, dayFirst) && (column.IsText || HasOtherValues(column)));
        if (plausible is not null && Whole(plausible, free, dayFirst) is { } whole)
        {
            return (whole, TimeNames.IsAlias(whole.Name) ? "by its name" : RoleReasons.Content);
        }

        if (plausible is not null && (unread is null || Array.IndexOf(named, plausible) < Array.IndexOf(named, unread) || !IsCounting(plausible, dayFirst)))
        {
            return (plausible, TimeNames.IsAlias(plausible.Name) ? "by its name" : "by its content");
        }

        ColumnProfile? likely = free.Where(column => column.IsText && Plausibility(column, dayFirst) >= LikelyByContent).OrderBy(column => column.IsConstant).FirstOrDefault()
            ?? free.FirstOrDefault(column => FiscalPeriods.Are(column.Sample, FiscalPeriods.IsName(column.Name)))
            ?? free.FirstOrDefault(column => column.Index == 0 && (AreDates(column) || AreMonths(column, dayFirst)));
        return (likely ?? (unread is { IsText: true } ? null : ofPanel?.Invoke() ?? DateNumbers(free))) is { } found ? (found, RoleReasons.Content)
            : unread is not null ? throw Unreadable(unread, "is called", dayFirst)
            : free.FirstOrDefault(IsUnreadPeriod) is { } period ? throw Unreadable(period, "is called", dayFirst)
            : free.FirstOrDefault(UnreadTimes.LookLikeTimes) is { } lookalike ? throw Unreadable(lookalike, "looks like", dayFirst)
            : null;

        bool HasOtherValues(ColumnProfile column) => options.TargetColumns.Count > 0 || free.Any(other => other != column && other.IsNumeric);
    }

    /// <summary>Whole stamps beside a column that counts, holds a part of a time, or is the same in all rows.</summary>
    private static ColumnProfile? Whole(ColumnProfile called, IReadOnlyList<ColumnProfile> free, bool? dayFirst)
    {
        if (WholeStamps.Is(called, dayFirst) || (called.IsText && !called.IsConstant))
        {
            return null;
        }

        return free.Where(column => column != called && WholeStamps.Is(column, dayFirst))
            .OrderBy(column => ColumnAliases.Rank(ColumnAliases.Time, column.Name))
            .ThenByDescending(column => TimeNames.IsTime(column.Name))
            .FirstOrDefault(column => called.IsConstant || WholeStamps.GoBefore(column, called, dayFirst));
    }

    /// <summary>The only column of numbers that are dates in even steps.</summary>
    private static ColumnProfile? DateNumbers(IReadOnlyList<ColumnProfile> free) =>
        free.Where(WholeStamps.AreDateNumbers).ToArray() is [var only] && free.Any(column => column != only && column.IsNumeric) ? only : null;

    /// <summary>Years and periods in one number, which are no months or quarters.</summary>
    private static bool IsUnreadPeriod(ColumnProfile column)
    {
        const int LongestPart = 3;
        return FiscalPeriods.IsName(column.Name) && column.Sample.All(cell => cell.Count(char.IsAsciiDigit) > LongestPart) && !column.IsConstant;
    }

    private static double Plausibility(ColumnProfile column, bool? dayFirst) =>
        TimestampColumn.Plausibility(column.Sample, TimeNames.HintOf(column.Name, named: false, dayFirst));

    private static bool IsPlausible(ColumnProfile column, bool? dayFirst) => TimeNames.MayCount(column.Name)
        ? IsWhole(column) || Plausibility(column, dayFirst) >= LikelyByName
        : Plausibility(column, dayFirst) > LikelyByName;

    /// <summary>Whether all numbers are whole; programs write 2024.0 for 2024.</summary>
    private static bool IsWhole(ColumnProfile column) =>
        column.IsWhole || (column.IsNumeric && column.Sample.All(cell => NumberColumn.Plain(cell).IndexOfAny('.', ',') < 0 && NumberText.Is(NumberColumn.Plain(cell))));

    /// <summary>Whether the column merely numbers the rows.</summary>
    private static bool IsCounting(ColumnProfile column, bool? dayFirst) => IsWhole(column) && Plausibility(column, dayFirst) <= LikelyByName;

    /// <summary>Texts that are called a time, or numbers with fractions that are, must not be passed over.</summary>
    private static bool IsUnreadable(ColumnProfile column, bool? dayFirst) =>
        !IsPlausible(column, dayFirst)
        && (column.IsText ? !TimeNames.MayBeTexts(column.Name) : (TimeNames.IsDate(column.Name) && !TimeNames.MayBeValues(column.Name)));

    private static TollamaException Unreadable(ColumnProfile column, string why, bool? dayFirst)
    {
        TimestampColumn read = TimestampColumn.Read(column.Sample, TimeNames.HintOf(column.Name, named: false, dayFirst), CancellationToken.None);
        if (read.Problem is { } problem)
        {
            return TableError.Invalid($"column '{Excerpt.Of(column.Name)}': {problem}", "Another column of time stamps can be named with time=.");
        }

        string cell = column.Sample[read.BadRows.Count > 0 ? read.BadRows[0] : 0];
        return TableError.Invalid(
            $"The column '{Excerpt.Of(column.Name)}' {why} a time, but '{TableError.Shorten(cell)}' cannot be read as a time stamp.",
            "Write time stamps as 2024-01-31, name another column with time=, or say what this one is with id= or covariates=.");
    }

    /// <summary>01.2024 is a month and no number.</summary>
    private static bool AreMonths(ColumnProfile column, bool? dayFirst) =>
        column is { IsNumeric: true, IsWhole: false } && Plausibility(column, dayFirst) >= LikelyByContent;

    /// <summary>Digits alone are taken for years, months or compact dates only if they go up row by row, or down.</summary>
    private static bool AreDates(ColumnProfile column)
    {
        if (!column.IsWhole || column.Sample.Count < 2)
        {
            return false;
        }

        int direction = 0;
        Timestamp previous = default;
        for (int i = 0; i < column.Sample.Count; i++)
        {
            if (!TryDate(column.Sample[i], out Timestamp stamp) || stamp.IsIndex)
            {
                return false;
            }

            int step = i == 0 ? 0 : Math.Sign(stamp.CompareTo(previous));
            if (i > 0 && (step == 0 || (direction != 0 && step != direction)))
            {
                return false;
            }

            (previous, direction) = (stamp, step);
        }

        return true;
    }

    /// <summary>A date of digits; 202101 is a month, too.</summary>
    private static bool TryDate(string cell, out Timestamp stamp)
    {
        const int MonthDigits = 6;
        string text = cell.Trim();
        return Timestamp.TryParse(text.Length == MonthDigits && text[4..] is ['0', >= '1'] or ['1', <= '2'] && text[0] is '1' or '2' ? $"{text[..4]}-{text[4..]}" : text, out stamp);
    }
}

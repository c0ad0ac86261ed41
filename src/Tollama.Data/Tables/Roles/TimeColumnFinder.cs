using Tollama.Core.Errors;
using Tollama.Core.Frequencies;
using Tollama.Data.Tables.Columns;
using Tollama.Data.Time;

namespace Tollama.Data.Tables.Roles;

/// <summary>Finds the column with the time stamps.</summary>
internal static class TimeColumnFinder
{
    private const double LikelyByName = 0.5;
    private const double LikelyByContent = 0.8;

    /// <summary>Numbers in these are as likely values, in another language, as positions: they must be dates.</summary>
    private static readonly string[] AlsoValues = ["data", "temps", "tag"];

    /// <summary>By name first, then by content.</summary>
    /// <param name="free">The columns that the request does not name.</param>
    /// <param name="dayFirst">The option of the request.</param>
    /// <returns>The column and why; <see langword="null"/> when no column is called or looks like a time.</returns>
    /// <exception cref="TollamaException">A column is called or looks like a time, but its cells cannot be read as such.</exception>
    public static (ColumnProfile Column, string Reason)? Find(IReadOnlyList<ColumnProfile> free, bool? dayFirst)
    {
        ColumnProfile[] named =
        [
            .. free.Where(column => TimeNames.IsTime(column.Name) && column.Observed > 0)
                .OrderBy(column => ColumnAliases.Rank(ColumnAliases.Time, column.Name)),
        ];
        ColumnProfile? plausible = Array.Find(named, column => IsPlausible(column, dayFirst));
        ColumnProfile? unread = Array.Find(named, column => IsUnreadable(column, free, dayFirst));
        if (plausible is not null && (unread is null || Array.IndexOf(named, plausible) < Array.IndexOf(named, unread) || !IsCounting(plausible, dayFirst)))
        {
            return (plausible, "by its name");
        }

        ColumnProfile? likely = free.FirstOrDefault(column => column.IsText && Plausibility(column, dayFirst) >= LikelyByContent)
            ?? free.FirstOrDefault(column => column.IsNumeric && TimeNames.IsDate(column.Name) && !IsCounting(column, dayFirst) && Plausibility(column, dayFirst) >= LikelyByContent)
            ?? free.FirstOrDefault(column => column.Index == 0 && (AreAscendingDates(column) || AreMonths(column, dayFirst)));
        return likely is not null ? (likely, "by its content")
            : unread is not null ? throw Unreadable(unread, "is called", dayFirst)
            : free.FirstOrDefault(UnreadTimes.LookLikeTimes) is { } lookalike ? throw Unreadable(lookalike, "looks like", dayFirst)
            : null;
    }

    private static double Plausibility(ColumnProfile column, bool? dayFirst) =>
        TimestampColumn.Plausibility(column.Sample, TimeNames.HintOf(column.Name, named: false, dayFirst));

    private static bool IsPlausible(ColumnProfile column, bool? dayFirst) => ColumnAliases.Rank(AlsoValues, column.Name) == int.MaxValue
        ? column.IsWhole || Plausibility(column, dayFirst) >= LikelyByName
        : Plausibility(column, dayFirst) > LikelyByName;

    /// <summary>Whether the column merely numbers the rows.</summary>
    private static bool IsCounting(ColumnProfile column, bool? dayFirst) => column.IsWhole && Plausibility(column, dayFirst) <= LikelyByName;

    /// <summary>Texts that are called a time, or numbers with fractions beside other numbers, are never passed over.</summary>
    private static bool IsUnreadable(ColumnProfile column, IReadOnlyList<ColumnProfile> free, bool? dayFirst) =>
        !IsPlausible(column, dayFirst)
        && (column.IsText || (TimeNames.IsDate(column.Name) && ColumnAliases.Rank(AlsoValues, column.Name) == int.MaxValue
            && free.Any(other => other != column && other.IsNumeric)));

    private static TollamaException Unreadable(ColumnProfile column, string why, bool? dayFirst)
    {
        TimestampColumn read = TimestampColumn.Read(column.Sample, TimeNames.HintOf(column.Name, named: false, dayFirst), CancellationToken.None);
        string cell = column.Sample[read.BadRows.Count > 0 ? read.BadRows[0] : 0];
        return TableError.Invalid(
            $"The column '{Excerpt.Of(column.Name)}' {why} a time, but '{TableError.Shorten(cell)}' cannot be read as a time stamp.",
            "Write time stamps as 2024-01-31, name another column with time=, or say what this one is with id= or covariates=.");
    }

    /// <summary>01.2024 is a month and no number.</summary>
    private static bool AreMonths(ColumnProfile column, bool? dayFirst) =>
        column is { IsNumeric: true, IsWhole: false } && Plausibility(column, dayFirst) >= LikelyByContent;

    /// <summary>Digits alone are taken for years or compact dates only if they go up row by row.</summary>
    private static bool AreAscendingDates(ColumnProfile column)
    {
        if (!column.IsWhole || column.Sample.Count < 2)
        {
            return false;
        }

        Timestamp previous = default;
        for (int i = 0; i < column.Sample.Count; i++)
        {
            if (!Timestamp.TryParse(column.Sample[i], out Timestamp stamp) || stamp.IsIndex || (i > 0 && stamp <= previous))
            {
                return false;
            }

            previous = stamp;
        }

        return true;
    }
}

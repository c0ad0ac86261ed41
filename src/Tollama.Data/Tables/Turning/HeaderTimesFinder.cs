using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Data.Tables.Columns;
using Tollama.Data.Tables.Roles;

namespace Tollama.Data.Tables.Turning;

/// <summary>Finds out whether the header of a table holds times.</summary>
internal static class HeaderTimesFinder
{
    /// <summary>Of the columns with numbers, so many must be called by a time.</summary>
    private const double MostOfNumbers = 0.5;

    /// <summary>Two times are enough where they are all of the numbers, or another column completes them.</summary>
    private const int LeastOfAll = 2;

    /// <summary>Of more columns none is looked for twice.</summary>
    private const int MostCompared = 2000;

    /// <summary>The parts of a kept column that years in the header complete, or that complete days in the header.</summary>
    private static readonly TimePart[] Completes = [TimePart.Month, TimePart.Quarter, TimePart.Half, TimePart.Week, TimePart.Period, TimePart.DayOfYear, TimePart.Clock];

    /// <returns><see langword="null"/> when the header holds names, or when the request says what the columns are.</returns>
    public static HeaderTimes? Find(IReadOnlyList<ColumnProfile> columns, TableOptions options)
    {
        if (options.TimeColumns.Count + options.TargetColumns.Count + options.Covariates.Count + options.FutureCovariates.Count > 0)
        {
            return null;
        }

        ColumnProfile[] numeric = [.. columns.Where(column => (column.IsNumeric || column.Observed == 0 || IsStamp(HeaderLabels.Clean(column.Name))) && !options.IdColumns.Contains(column.Name))];
        RefuseSecond(numeric);
        if ((SeasonHeader.Find(columns, numeric, BesideOf(columns, []), options) ?? HourHeader.Find(columns, numeric) ?? FindStamps(columns, numeric, options) ?? HeaderPartsFinder.Find(columns, numeric)) is { } found)
        {
            return found;
        }

        HeaderPartsFinder.RefuseIncomplete(columns, numeric, options);
        return FindNumbered(columns, numeric, options) ?? (LooksLikeTimes(columns, numeric, options) is { } unread ? throw Unread(unread) : null);
    }

    private static HeaderTimes? FindStamps(IReadOnlyList<ColumnProfile> columns, ColumnProfile[] numeric, TableOptions options)
    {
        ColumnProfile[] dated = [.. numeric.Where(column => IsStamp(HeaderLabels.Clean(column.Name)))];
        ColumnProfile[] digits = [.. numeric.Where(column => HeaderLabels.IsNumber(column.Name))];
        if (digits.Length > dated.Length && HeaderLabels.AreStamps([.. digits.Select(column => column.Name)]))
        {
            // Unix times are told from other numbers by all of them together.
            dated = digits;
        }

        ColumnProfile? beside = BesideOf(columns, dated);
        int least = dated.Length == numeric.Length || beside is not null ? LeastOfAll : HeaderLabels.Least;
        if (!AreStamps(dated, least))
        {
            // Sums of quarters and years stand between their months.
            dated = dated.GroupBy(column => HeaderLabels.KindOf(column.Name)).MaxBy(group => group.Count())?.ToArray() ?? [];
        }

        if (dated.Length < Math.Max(least, MostOfNumbers * numeric.Count(column => !TotalWords.Is(column.Name))) || !AreStamps(dated, least))
        {
            return null;
        }

        string[] labels = [.. dated.Select(column => HeaderLabels.Clean(column.Name))];
        RefuseUnread(numeric, dated);
        ColumnProfile[] kept = [.. columns.Except(dated)];
        bool areYears = labels.All(label => YearCell.Read(label) is not null);
        bool areDays = TimePartCells.Fit(TimePart.Date, labels);
        TimePart? ofBeside = beside is null ? null : TimePartFinder.PartOf(beside) ?? YearColumns.PartOf(beside);
        return beside is not null && areYears && ofBeside != TimePart.Clock ? new HeaderTimes(kept, dated, labels, TimePart.Year, [beside])
            : beside is not null && areDays && ofBeside == TimePart.Clock ? new HeaderTimes(kept, dated, labels, TimePart.Date, [beside])
            : TimeColumnFinder.Find([.. kept.Where(column => column.IsText)], options) is null ? new HeaderTimes(kept, dated, labels, TimePart.Stamp, [])
            : null;
    }

    /// <summary>The column that completes the times of the header: by its name, or because it holds the months of a year.</summary>
    private static ColumnProfile? BesideOf(IReadOnlyList<ColumnProfile> columns, ColumnProfile[] dated) =>
        columns.FirstOrDefault(column => !dated.Contains(column) && TimePartFinder.PartOf(column) is { } part && Completes.Contains(part))
        ?? columns.FirstOrDefault(column => !dated.Contains(column) && TimePartFinder.PartOf(column) is null && YearColumns.PartOf(column) is not null);

    private static bool AreStamps(ColumnProfile[] dated, int least) => HeaderLabels.AreStamps([.. dated.Select(column => HeaderLabels.Clean(column.Name))], least);

    /// <summary>Of two columns of one name programs call the second 2024.1: which of them holds the values is not known.</summary>
    private static void RefuseSecond(ColumnProfile[] numeric)
    {
        string[] names = [.. numeric.Select(column => column.Name)];
        if (numeric.Length <= MostCompared && Array.Find(names, name => HeaderLabels.IsSecond(name, names) && IsStamp(name[..^2])) is { } second)
        {
            throw TableError.Invalid(
                $"The header holds '{Excerpt.Of(second[..^2])}' twice: a program called the second column '{Excerpt.Of(second)}'.", "Leave one of them out, or name the columns to forecast with target=.");
        }
    }

    /// <summary>A column that is written as the dated ones are, but cannot be read, would be lost.</summary>
    private static void RefuseUnread(ColumnProfile[] numeric, ColumnProfile[] dated)
    {
        HashSet<string> forms = [.. dated.Select(column => HeaderLabels.FormOf(column.Name))];
        if (Array.Find(numeric, column => !dated.Contains(column) && forms.Contains(HeaderLabels.FormOf(column.Name))) is { } unread)
        {
            throw TableError.Invalid(
                $"The header holds times, but column '{Excerpt.Of(unread.Name)}' cannot be read as one; others, such as '{Excerpt.Of(dated[0].Name)}', can.",
                "Write all times of the header in one form, such as 2024-01-31, or name the columns with target=.");
        }
    }

    /// <summary>A column whose name looks like a time as most others do, in a table that has no other time.</summary>
    private static ColumnProfile? LooksLikeTimes(IReadOnlyList<ColumnProfile> columns, ColumnProfile[] numeric, TableOptions options)
    {
        ColumnProfile[] kept = [.. columns.Where(column => column.IsText)];
        ColumnProfile[]? alike = numeric.Length < HeaderLabels.Least || kept.Length == 0
            ? null
            : numeric.GroupBy(column => HeaderLabels.FormOf(column.Name)).MaxBy(group => group.Count())!.ToArray();
        bool mayBeTimes = alike is not null && alike.Length >= Math.Max(HeaderLabels.Least, MostOfNumbers * numeric.Length) && HeaderLabels.LooksLikeTime(alike[0].Name);
        return mayBeTimes && TimePartFinder.Find(columns) is null && TimeColumnFinder.Find([.. columns.Except(alike!)], options) is null ? alike![0] : null;
    }

    private static TollamaException Unread(ColumnProfile column) => TableError.Invalid(
        $"The header seems to hold times, but '{Excerpt.Of(column.Name)}' cannot be read as one.",
        "Write the times of the header as 2024-01-31, name the time column with time=, or the columns to forecast with target=.");

    private static bool IsStamp(string name) =>
        name.Any(char.IsAsciiDigit) && Time.TimestampColumn.Parse([name]) is { BadRows.Count: 0 } read && !read.Values[0].IsIndex;

    /// <summary>Whether the texts together are different in each row.</summary>
    private static bool NameRows(ColumnProfile[] texts)
    {
        if (texts.Length == 0)
        {
            return false;
        }

        int rows = texts.Min(column => column.Sample.Count);
        return Enumerable.Range(0, rows).Select(row => string.Join('\0', texts.Select(column => column.Sample[row]))).Distinct().Count() == rows;
    }

    /// <summary>A row a series, and its values one after the other, as in the M4 and M5 competitions.</summary>
    private static HeaderTimes? FindNumbered(IReadOnlyList<ColumnProfile> columns, ColumnProfile[] numeric, TableOptions options)
    {
        ColumnProfile[] kept = [.. columns.Except(numeric)];
        return NameRows([.. kept.Where(column => column.IsText)]) && HeaderLabels.Numbers([.. numeric.Select(column => column.Name)]) is { } numbers && TimeColumnFinder.Find(kept, options) is null
            ? new HeaderTimes(kept, numeric, numbers, TimePart.Stamp, [])
            : null;
    }
}

using System.Globalization;
using Tollama.Core.Requests;
using Tollama.Data.Tables.Columns;
using Tollama.Data.Tables.Roles;

namespace Tollama.Data.Tables.Turning;

/// <summary>Finds headers of years that begin in one calendar year and end in the next: 1998/99, 1999/00.</summary>
internal static class SeasonHeader
{
    private const int LeastYears = 2;

    /// <param name="columns">The columns of the table.</param>
    /// <param name="numeric">Those that hold numbers.</param>
    /// <param name="beside">The column that completes years, if there is one.</param>
    /// <param name="options">What the request names.</param>
    public static HeaderTimes? Find(IReadOnlyList<ColumnProfile> columns, ColumnProfile[] numeric, ColumnProfile? beside, TableOptions options)
    {
        ColumnProfile[] seasons = [.. numeric.Where(column => YearCell.Read(column.Name) is { IsSpan: true })];
        if (seasons.Length < LeastYears || seasons.Length * 2 < numeric.Count(column => !TotalWords.Is(column.Name)))
        {
            return null;
        }

        // Months are written so, too: 2009-10 and 2010-11 are, but not one year and a month apart.
        int[] years = [.. seasons.Select(column => YearCell.Read(column.Name)!.Value.Year)];
        int[] steps = [.. years.Zip(years.Skip(1), (year, next) => next - year).Distinct()];
        ColumnProfile[] kept = [.. columns.Except(seasons)];
        return steps is not [1 or -1] ? null
            : beside is not null ? new HeaderTimes(kept, seasons, [.. seasons.Select(column => column.Name)], TimePart.Year, [beside])
            : TimeColumnFinder.Find([.. kept.Where(column => column.IsText)], options) is not null ? null
            : new HeaderTimes(kept, seasons, [.. years.Select(year => year.ToString("0000", CultureInfo.InvariantCulture))], TimePart.Stamp, []);
    }
}

using Tollama.Data.Tables.Columns;

namespace Tollama.Data.Tables.Roles;

/// <summary>Texts that cannot be read as time stamps, but look as if they were some.</summary>
internal static class UnreadTimes
{
    private const double NearlyAll = 0.9;
    private const int Fewest = 3;
    private const int FirstYear = 1900;
    private const int LastYear = 2100;

    /// <summary>Whether nearly all cells have a year beside other text, and most differ: names of series repeat.</summary>
    public static bool LookLikeTimes(ColumnProfile column) =>
        column.IsText
        && column.Sample.Count >= Fewest
        && column.Sample.Distinct(StringComparer.Ordinal).Count() * 2 >= column.Sample.Count
        && column.Sample.Count(LooksLikeTime) >= NearlyAll * column.Sample.Count;

    private static bool LooksLikeTime(string cell) => HasYear(cell) || BeginsAsDate(cell);

    /// <summary>Four digits alone that are a year.</summary>
    private static bool HasYear(ReadOnlySpan<char> cell)
    {
        while (!cell.IsEmpty)
        {
            int start = cell.IndexOfAnyInRange('0', '9');
            if (start < 0)
            {
                return false;
            }

            cell = cell[start..];
            int end = Digits(cell);
            if (end == 4 && int.Parse(cell[..end], System.Globalization.CultureInfo.InvariantCulture) is >= FirstYear and <= LastYear)
            {
                return true;
            }

            cell = cell[end..];
        }

        return false;
    }

    /// <summary>Two short numbers with a mark of dates between them.</summary>
    private static bool BeginsAsDate(ReadOnlySpan<char> cell)
    {
        int first = Digits(cell);
        if (first is 0 or > 4 || first + 1 >= cell.Length || cell[first] is not ('.' or '/' or '-'))
        {
            return false;
        }

        ReadOnlySpan<char> rest = cell[(first + 1)..];
        int second = Digits(rest);
        return second is 1 or 2 && second < rest.Length && rest[second] is '.' or '/' or '-';
    }

    private static int Digits(ReadOnlySpan<char> text)
    {
        int end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }
}

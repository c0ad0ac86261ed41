using System.Globalization;

namespace Tollama.Core.Requests;

/// <summary>Dates as people write them, 15.02.2024 and 2/15/2024, in the form that a request has.</summary>
/// <remarks>A table has many of them, and so tells whether the day is first; a single one in a request does not always.</remarks>
internal static class DayAndMonth
{
    private const int FullYear = 4;

    /// <summary>The dates that a text can mean, as a request writes them; empty when it is no such date.</summary>
    public static IReadOnlyList<string> Forms(string text)
    {
        string[] parts = text.Trim().Split('.', '/', '-');
        if (parts is not [_, _, { Length: FullYear }] || !Array.TrueForAll(parts, part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            return [];
        }

        (int first, int second, int year) = (Number(parts[0]), Number(parts[1]), Number(parts[2]));
        // With points the day is first everywhere.
        IEnumerable<(int Day, int Month)> readings = text.Contains('.', StringComparison.Ordinal) ? [(first, second)] : [(first, second), (second, first)];
        return
        [
            .. readings.Distinct()
                .Where(date => year >= 1 && date.Month is >= 1 and <= 12 && date.Day >= 1 && date.Day <= DateTime.DaysInMonth(year, date.Month))
                .Select(date => new DateOnly(year, date.Month, date.Day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        ];
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}

namespace Tollama.Data.Tests.Ugly;

/// <summary>What a generated table says: the series that a reader must find.</summary>
/// <param name="Step">The step of all series.</param>
/// <param name="Stamps">The stamps, ascending; all series have them, but for rows that are left out.</param>
/// <param name="Series">The cells of the id columns, and a value for each stamp; <see langword="null"/> where it is missing.</param>
internal sealed record UglyTruth(UglyStep Step, DateTime[] Stamps, (string[] Key, decimal?[] Values)[] Series)
{
    public bool IsSubDaily => Step is UglyStep.Hour or UglyStep.QuarterHour;

    public bool IsMonthly => Step is UglyStep.Month or UglyStep.MonthEnd;

    public static UglyTruth Create(Random random)
    {
        UglyStep step = random.GetItems(Enum.GetValues<UglyStep>(), 1)[0];
        int length = random.Next(14, 40);
        DateTime start = new(random.Next(1995, 2024), random.Next(1, 13), random.Next(1, 29));
        DateTime[] stamps = [.. Enumerable.Range(0, length).Select(place => At(start, step, place))];
        int count = random.Next(1, 5);
        decimal scale = random.GetItems([1m, 10m, 1000m, 100_000m], 1)[0];
        bool whole = random.Next(2) == 0;
        decimal shift = random.Next(3) == 0 ? scale : 0;
        return new UglyTruth(step, stamps,
        [
            .. Enumerable.Range(0, count).Select(series => (
                new[] { $"{(char)('A' + series)}", "x" },
                Enumerable.Range(0, length).Select(place => Value(random, scale, shift, whole, place == 0 || place == length - 1)).ToArray())),
        ]);
    }

    private static decimal? Value(Random random, decimal scale, decimal shift, bool whole, bool isEnd)
    {
        decimal value = ((decimal)random.NextDouble() * scale) + (scale / 2) - shift;
        return !isEnd && random.Next(15) == 0 ? null : Math.Round(value, whole ? 0 : 2);
    }

    private static DateTime At(DateTime start, UglyStep step, int place)
    {
        DateTime month = new(start.Year, start.Month, 1);
        return step switch
        {
            UglyStep.Day => start.AddDays(place),
            UglyStep.BusinessDay => BusinessDay(start, place),
            UglyStep.Week => start.AddDays(7 * place),
            UglyStep.Month => month.AddMonths(place),
            UglyStep.MonthEnd => month.AddMonths(place + 1).AddDays(-1),
            UglyStep.Quarter => new DateTime(start.Year, 1, 1).AddMonths(3 * place),
            UglyStep.Year => new DateTime(start.Year - 40 + place, 1, 1),
            UglyStep.Hour => start.AddHours(place * 1),
            _ => start.AddMinutes(15 * place),
        };
    }

    private static DateTime BusinessDay(DateTime start, int place)
    {
        DateTime day = start;
        while (day.DayOfWeek != DayOfWeek.Monday)
        {
            day = day.AddDays(1);
        }

        return day.AddDays((place / 5 * 7) + (place % 5));
    }
}

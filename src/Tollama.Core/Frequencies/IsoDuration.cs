using System.Globalization;

namespace Tollama.Core.Frequencies;

/// <summary>Reads ISO 8601 durations: <c>PT15M</c>, <c>P1M</c>, <c>P1Y</c>, <c>P7D</c>, <c>P1DT12H</c>.</summary>
internal static class IsoDuration
{
    private const string DateDesignators = "YMWD";
    private const string TimeDesignators = "HMS";

    /// <param name="text">What follows the <c>P</c>.</param>
    /// <returns><see langword="null"/> when the text is no duration, or mixes months with days.</returns>
    public static Frequency? Parse(ReadOnlySpan<char> text)
    {
        int split = text.IndexOf('T');
        ReadOnlySpan<char> time = split < 0 ? default : text[(split + 1)..];
        decimal[] date = new decimal[4];
        decimal[] clock = new decimal[3];
        if ((split >= 0 && time.IsEmpty)
            || !Fields(split < 0 ? text : text[..split], DateDesignators, date)
            || !Fields(time, TimeDesignators, clock))
        {
            return null;
        }

        decimal months = (date[0] * 12) + date[1];
        decimal days = (date[2] * 7) + date[3];
        decimal seconds = (clock[0] * 3600) + (clock[1] * 60) + clock[2];
        return (months > 0, days > 0, seconds > 0) switch
        {
            (true, false, false) => Months(months),
            (false, true, false) => Days(date[2], days),
            (false, _, true) => FrequencyParser.Clock(((days * 86_400) + seconds) * 1_000_000_000),
            _ => null,
        };
    }

    private static Frequency? Months(decimal months)
    {
        if (!decimal.IsInteger(months) || months > 120_000)
        {
            return null;
        }

        int count = (int)months;
        return count % 12 == 0 ? Frequency.Create(FrequencyUnit.Year, count / 12)
            : count % 3 == 0 ? Frequency.Create(FrequencyUnit.Quarter, count / 3)
            : Frequency.Create(FrequencyUnit.Month, count);
    }

    private static Frequency? Days(decimal weeks, decimal days)
    {
        if (!decimal.IsInteger(weeks) || !decimal.IsInteger(days) || days > 4_000_000)
        {
            return null;
        }

        return days == weeks * 7
            ? Frequency.Create(FrequencyUnit.Week, (int)weeks, DayOfWeek.Monday)
            : Frequency.Create(FrequencyUnit.Day, (int)days);
    }

    /// <summary>Reads numbers with their letters, which come in the order of <paramref name="designators"/>, each at most once.</summary>
    private static bool Fields(ReadOnlySpan<char> text, string designators, Span<decimal> values)
    {
        int next = 0;
        while (!text.IsEmpty)
        {
            int digits = text.IndexOfAnyExcept(FrequencyParser.Digits);
            int field = digits > 0 ? designators.IndexOf(text[digits], next) : -1;
            if (field < 0 || digits > 12
                || !decimal.TryParse(text[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out values[field]))
            {
                return false;
            }

            next = field + 1;
            text = text[(digits + 1)..];
        }

        return true;
    }
}

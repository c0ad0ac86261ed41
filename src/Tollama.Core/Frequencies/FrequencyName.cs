using System.Globalization;

namespace Tollama.Core.Frequencies;

/// <summary>Writes a frequency as new pandas does.</summary>
internal static class FrequencyName
{
    public static readonly string[] Months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

    public static readonly string[] Weekdays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    public static string Of(Frequency frequency)
    {
        string multiple = frequency.Multiple.ToString(CultureInfo.InvariantCulture);
        if (frequency.IsIndex)
        {
            return multiple;
        }

        string? brackets = frequency.Open?.Text ?? frequency.Day?.Text ?? frequency.Weeks?.Text;
        return (frequency.Multiple == 1 ? "" : multiple) + Unit(frequency) + (brackets is null ? "" : $"[{brackets}]");
    }

    private static string Unit(Frequency frequency) => frequency.Unit switch
    {
        FrequencyUnit.Nanosecond => "ns",
        FrequencyUnit.Microsecond => "us",
        FrequencyUnit.Millisecond => "ms",
        FrequencyUnit.Second => "s",
        FrequencyUnit.Minute => "min",
        FrequencyUnit.Hour => "h",
        FrequencyUnit.BusinessHour => "bh",
        FrequencyUnit.Day => "D",
        FrequencyUnit.BusinessDay => "B",
        FrequencyUnit.Week => "W-" + Weekdays[(int)frequency.Weekday!],
        FrequencyUnit.SemiMonth => frequency.Anchor is PeriodAnchor.Start or PeriodAnchor.BusinessStart ? "SMS" : "SME",
        FrequencyUnit.Month => Anchored("M", frequency),
        FrequencyUnit.Quarter => Anchored("Q", frequency) + "-" + Months[frequency.Month!.Value - 1],
        _ => Anchored("Y", frequency) + "-" + Months[frequency.Month!.Value - 1],
    };

    private static string Anchored(string letter, Frequency frequency) => frequency.Anchor switch
    {
        PeriodAnchor.Start => letter + "S",
        PeriodAnchor.End => letter + "E",
        PeriodAnchor.BusinessStart => "B" + letter + "S",
        _ => "B" + letter + "E",
    };
}

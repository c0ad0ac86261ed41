using System.Globalization;
using Tollama.Core.Frequencies;
using Tollama.Core.Series;

namespace Tollama.Daemon.Explanations;

/// <summary>What the places of a season are called: by the calendar where the season is a day, a week or a year of it, else by their number.</summary>
/// <param name="series">The series.</param>
/// <param name="season">How many values the season has.</param>
internal sealed class SeasonPlaces(TimeSeries series, int season)
{
    private const int DaysOfWeek = 7;
    private const int WorkingDays = 5;
    private const int Months = 12;
    private const int Quarters = 4;
    private const int MonthsOfQuarter = 3;

    /// <summary>The name of a place: <c>July</c>, <c>Saturday</c>, <c>17:00</c>, <c>Saturday 17:00</c>, <c>quarter 2</c>, <c>value 3</c>.</summary>
    /// <param name="place">A position in the series.</param>
    internal string NameOf(int place)
    {
        if (series.Frequency is { } frequency && series.Times is { Count: > 0 } times && times[place] is { IsIndex: false } time && NameOf(frequency, time.Local) is { } name)
        {
            return name;
        }

        return string.Create(CultureInfo.InvariantCulture, $"value {(place % season) + 1}");
    }

    private string? NameOf(Frequency frequency, DateTime time)
    {
        CultureInfo plain = CultureInfo.InvariantCulture;
        if (frequency.IsSubDaily && frequency.Unit != FrequencyUnit.BusinessHour && frequency.Open is null)
        {
            string clock = time.Second == 0 ? time.ToString("HH:mm", plain) : time.ToString("HH:mm:ss", plain);
            long ticks = frequency.ApproximateTicks * season;
            return ticks == TimeSpan.TicksPerDay ? clock
                : ticks == DaysOfWeek * TimeSpan.TicksPerDay ? $"{time.DayOfWeek} {clock}"
                : null;
        }

        return frequency switch
        {
            { Unit: FrequencyUnit.Day, Multiple: 1, Open: null } when season == DaysOfWeek => time.DayOfWeek.ToString(),
            { Unit: FrequencyUnit.BusinessDay, Multiple: 1 } when season == WorkingDays => time.DayOfWeek.ToString(),
            { Unit: FrequencyUnit.Month, Weeks: null } when season * frequency.Multiple == Months => time.ToString("MMMM", plain),
            { Unit: FrequencyUnit.Quarter, Multiple: 1 } when season == Quarters && IsOfCalendar(frequency) =>
                string.Create(plain, $"quarter {((time.Month - 1) / MonthsOfQuarter) + 1}"),
            _ => null,
        };
    }

    // Quarters that begin in January, April, July and October.
    private static bool IsOfCalendar(Frequency frequency) =>
        frequency.Month is { } month && month % MonthsOfQuarter == (frequency.Anchor is PeriodAnchor.Start or PeriodAnchor.BusinessStart ? 1 : 0);
}

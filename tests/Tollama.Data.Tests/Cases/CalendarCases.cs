using CsCheck;
using Tollama.Core.Errors;
using Tollama.Core.Frequencies;
using Tollama.Core.Series;
using Tollama.Data.Repair;

namespace Tollama.Data.Tests.Cases;

/// <summary>Closed days and hours, and days of the month by rules: only times that the calendar of the history has are forecast.</summary>
public sealed class CalendarCases
{
    [Theory]
    [InlineData("mon-sat.csv", "D[Mon-Sat]", 78, 6, "2024-04-01", "2024-04-02", "2024-04-03", "2024-04-04", "2024-04-05", "2024-04-06", "2024-04-08")]
    [InlineData("market-5min.csv", "5min[Mon-Fri 09:30-15:55]", 702, 78, "2024-01-15 09:30", "2024-01-15 09:35")]
    [InlineData("mon-wed-fri.csv", "D[Mon,Wed,Fri]", 52, 3, "2024-05-01", "2024-05-03", "2024-05-06", "2024-05-08")]
    public void Only_open_times_are_forecast(string path, string frequency, int length, int season, params string[] next)
    {
        TableRepairResult result = CaseFile.Repair("17-closed-periods/" + path, next.Length);

        result.Only.Frequency!.Name.ShouldBe(frequency);
        result.Only.Frequency.SeasonLength.ShouldBe(season);
        result.Only.Length.ShouldBe(length);
        result.Only.Target.Missing.ShouldBe(0);
        result.Future().ShouldBe(next);
    }

    [Theory]
    [InlineData("D[Mon-Sat]")]
    [InlineData("D[Sun-Thu]")]
    [InlineData("D[Mon-Thu]")]
    [InlineData("D[Mon,Wed,Fri]")]
    [InlineData("D[Tue,Thu]")]
    [InlineData("D[Tue-Sun]")]
    [InlineData("h[08:00-19:00]")]
    [InlineData("h[Mon-Sat 08:00-19:00]")]
    [InlineData("h[Mon-Fri 08:00-19:00; Sat 09:00-12:00]")]
    [InlineData("30min[Mon-Fri]")]
    [InlineData("15min[Mon-Fri 09:00-11:15+12:30-14:45]")]
    [InlineData("h[Mon-Thu 00:00-16:00+18:00-23:00; Fri 00:00-16:00; Sun 18:00-23:00]")]
    public void A_calendar_is_learnt_and_holidays_are_gaps(string name) =>
        Gen.Select(Gen.Int[0, 2000], Gen.Int[4, 10], Gen.Int[0, 1000], Gen.Bool).ForAll((day, weeks, seed, holidays) =>
        {
            Frequency calendar = Frequency.Parse(name);
            DateTime start = new DateTime(2020, 1, 1).AddDays(day);
            DateTime first = calendar.IsOnAnchor(start) ? start : calendar.Add(start, 1);
            int count = calendar.Open!.Count * weeks;
            DateTime[] times = [.. Enumerable.Range(0, count + 20).Select(step => calendar.Add(first, step))];
            Random random = new(seed);
            DateTime? holiday = holidays && weeks > 6 ? times[count / 2].Date : null;
            Timestamp[] stamps = [.. times[..count].Where(time => time.Date != holiday || time == times[0]).Select(Timestamp.FromLocal)];
            TimeSeries repaired = SeriesRepair.Repair(new TimeSeries { Id = "s", Times = stamps, Target = new double[stamps.Length] }, 20).Series;
            return repaired.Frequency == calendar && repaired.Length == count && repaired.FutureTimes!.Select(stamp => stamp.Local).SequenceEqual(times[count..]);
        });

    [Theory]
    [InlineData("America/New_York", "15min[Mon-Fri 09:30-15:45]")]
    [InlineData("Europe/Berlin", "h[Mon-Sat 08:00-19:00]")]
    [InlineData("Australia/Sydney", "D[Mon-Sat]")]
    public void Opening_hours_keep_the_local_time_in_every_form(string place, string name)
    {
        NodaTime.DateTimeZone zone = NodaTime.DateTimeZoneProviders.Tzdb[place];
        Frequency calendar = Frequency.Parse(name);
        int count = calendar.Open!.Count * 40;
        DateTime first = calendar.Add(new DateTime(2023, 1, 1), 1);
        NodaTime.ZonedDateTime[] times = [.. Enumerable.Range(0, count + 20).Select(step => NodaTime.LocalDateTime.FromDateTime(calendar.Add(first, step)).InZoneLeniently(zone))];
        foreach (string form in new[] { "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:sso<+HH:mm>", "yyyy-MM-dd'T'HH:mm:ss" })
        {
            Timestamp[] stamps = Array.ConvertAll(times, time => Timestamp.Parse(NodaTime.Text.ZonedDateTimePattern.CreateWithInvariantCulture(form, null)
                .Format(form.Contains('Z', StringComparison.Ordinal) ? time.WithZone(NodaTime.DateTimeZone.Utc) : time)));
            TimeSeries repaired = SeriesRepair.Repair(new TimeSeries { Id = "s", Times = stamps[..count], Target = new double[count] }, 20).Series;

            repaired.Frequency!.Name.ShouldBe(name);
            repaired.Length.ShouldBe(count);
            repaired.FutureTimes!.Select(stamp => stamp.ToString()).ShouldBe(stamps[count..].Select(stamp => stamp.ToString()));
        }
    }

    [Theory]
    [InlineData("MS[3rd Fri]")]
    [InlineData("MS[2nd Tue]")]
    [InlineData("MS[last Sat]")]
    [InlineData("QS-MAR[3rd Fri]")]
    [InlineData("MS[25 or before]")]
    [InlineData("MS[15 or after]")]
    public void Days_of_the_month_by_rules_are_learnt(string name) =>
        Gen.Select(Gen.Int[0, 2000], Gen.Int[30, 60]).ForAll((day, count) =>
        {
            Frequency rule = Frequency.Parse(name);
            DateTime start = new DateTime(2015, 1, 1).AddDays(day);
            DateTime[] times = [.. Enumerable.Range(1, count + 6).Select(step => rule.Add(start, step))];
            Timestamp[] stamps = [.. times[..count].Select(Timestamp.FromLocal)];
            TimeSeries repaired = SeriesRepair.Repair(new TimeSeries { Id = "s", Times = stamps, Target = new double[count] }, 6).Series;
            return repaired.Frequency == rule && repaired.Length == count && repaired.FutureTimes!.Select(stamp => stamp.Local).SequenceEqual(times[count..]);
        });

    [Theory]
    [InlineData("4-5-4", 2, 4, 0)]
    [InlineData("4-4-5", 1, 4, 1)]
    [InlineData("5-4-4", 7, 3, 0)]
    public void Months_of_whole_weeks_are_learnt_with_their_long_years(string pattern, int month, int latest, int weekday) =>
        Gen.Select(Gen.Int[2005, 2020], Gen.Int[14, 60], Gen.Int[0, 11]).ForAll((year, count, first) =>
        {
            // Years begin on the last such weekday that is not after a date; the last month has the weeks that remain.
            int[] weeks = [.. pattern.Split('-').Select(part => int.Parse(part, System.Globalization.CultureInfo.InvariantCulture))];
            IEnumerable<DateTime> all = Enumerable.Range(year, 10).SelectMany(number =>
            {
                DateTime start = new(number, month, latest);
                start = start.AddDays(-(((int)start.DayOfWeek - weekday + 7) % 7));
                return Enumerable.Range(0, 12).Select(part => start.AddDays(7 * ((13 * (part / 3)) + weeks.Take(part % 3).Sum())));
            });
            DateTime[] times = [.. all.Skip(first).Take(count + 6)];
            Timestamp[] stamps = [.. times[..count].Select(Timestamp.FromLocal)];
            TimeSeries repaired = SeriesRepair.Repair(new TimeSeries { Id = "s", Times = stamps, Target = new double[count] }, 6).Series;

            // Where a year begins, and so when a long one ends, a history without a long year does not tell; and a short one may be that of last Mondays.
            return (first > 0 || repaired.Frequency!.Weeks is null || repaired.Frequency.Name == $"MS[{pattern}]") && repaired.Frequency is not { Weeks: null, Day: null } && repaired.Length == count
                && repaired.FutureTimes!.Zip(times[count..]).All(pair => Math.Abs((pair.First.Local - pair.Second).TotalDays) is 0 or 7);
        });

    [Fact]
    public void A_year_of_four_four_five_weeks_is_followed_by_the_next()
    {
        DateTime[] ends = [.. Enumerable.Range(0, 20).Select(month => new DateTime(2022, 12, 31).AddDays(7 * ((13 * ((month + 1) / 3)) + (4 * ((month + 1) % 3)))))];
        Timestamp[] stamps = [.. ends[..16].Select(Timestamp.FromLocal)];
        TimeSeries repaired = SeriesRepair.Repair(new TimeSeries { Id = "s", Times = stamps, Target = new double[16] }, 4).Series;

        repaired.Frequency!.Name.ShouldBe("MS[4-4-5]");
        repaired.FutureTimes!.Select(stamp => stamp.Local).ShouldBe(ends[16..]);
    }

    [Fact]
    public void A_gap_is_no_closed_time()
    {
        // One Sunday is missing; and one night. Three weeks without Sundays are closed on Sundays, and two weeks of three days are what they are.
        Infer([.. Enumerable.Range(0, 26).Where(day => day % 7 != 6).Select(day => new DateTime(2024, 1, 1).AddDays(day))]).ShouldBe("D[Mon-Sat]");
        Infer([.. Enumerable.Range(0, 19).Where(day => day % 7 is 0 or 2 or 4).Select(day => new DateTime(2024, 1, 1).AddDays(day))]).ShouldBe("D[Mon,Wed,Fri]");
        Infer([.. Enumerable.Range(0, 12).Where(day => day != 6).Select(day => new DateTime(2024, 1, 1).AddDays(day))]).ShouldBe("D");
        Infer([.. Enumerable.Range(0, 72).Where(hour => hour is < 20 or > 30).Select(hour => new DateTime(2024, 1, 1).AddHours(hour))]).ShouldBe("h");
    }

    [Fact]
    public void Random_gaps_are_no_closed_times() =>
        Gen.Select(Gen.OneOf("D", "h", "6h", "30min"), Gen.Int[20, 400], Gen.Int[1, 30], Gen.Int[0, 100_000]).ForAll((name, count, percent, seed) =>
        {
            Random random = new(seed);
            Frequency steps = Frequency.Parse(name);
            DateTime[] times = [.. Enumerable.Range(0, count).Where(_ => random.Next(100) >= percent).Select(step => steps.Add(new DateTime(2024, 1, 1), step))];
            return Infer(times) == name;
        }, cases: 1000);

    [Fact]
    public void A_declared_calendar_that_is_closed_when_there_are_values_is_refused() =>
        Should.Throw<TollamaException>(() => SeriesRepair.Repair(
            new TimeSeries { Id = "s", Times = [.. Enumerable.Range(1, 14).Select(day => Timestamp.FromLocal(new DateTime(2024, 1, day)))], Target = new double[14] },
            1,
            new RepairOptions { Frequency = Frequency.Parse("D[Mon-Sat]") })).Message.ShouldContain("2 of 14 time stamps");

    private static string? Infer(DateTime[] times) => Data.Time.FrequencyInference.Infer([.. times.Select(Timestamp.FromLocal)])?.Frequency.Name;
}

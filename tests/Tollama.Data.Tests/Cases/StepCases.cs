using CsCheck;
using NodaTime;
using Tollama.Core.Frequencies;
using Tollama.Core.Series;
using Tollama.Data.Repair;

namespace Tollama.Data.Tests.Cases;

/// <summary>Steps that are no even distances in UTC: none of what was observed is left out for them.</summary>
public sealed class StepCases
{
    [Theory]
    [InlineData("40-local-clock-steps/six-hourly.csv", "6h", 80, "2024-04-09T00:00:00+02:00", "2024-04-09T06:00:00+02:00", "2024-04-09T12:00:00+02:00")]
    [InlineData("41-mid-month/monthly-mid.csv", "MS", 64, "2023-05-16 12:00:00", "2023-06-16 00:00:00", "2023-07-16 12:00:00")]
    [InlineData("42-sampling-rates/thirty-hertz.csv", "33333333ns", 50, "2024-01-01T00:00:01.667", "2024-01-01T00:00:01.700", "2024-01-01T00:00:01.733")]
    [InlineData("43-clock-that-runs-late/twenty-minutes.csv", "20min", 200, "2024-01-03T18:50:24", "2024-01-03T19:10:27", "2024-01-03T19:30:30")]
    [InlineData("44-overflowing-dates/feb29.csv", "YS-FEB", 24, "2024-02-29", "2025-03-01", "2026-03-01")]
    [InlineData("15-local-midnight-in-utc/monthly-utc.csv", "MS", 36, "2024-12-31T23:00:00Z", "2025-01-31T23:00:00Z", "2025-02-28T23:00:00Z")]
    [InlineData("15-local-midnight-in-utc/daily-offset.csv", "D", 60, "2024-04-30T00:00:00+02:00", "2024-05-01T00:00:00+02:00", "2024-05-02T00:00:00+02:00")]
    public void Every_value_is_kept_and_the_steps_go_on(string path, string frequency, int length, params string[] next)
    {
        TableRepairResult result = CaseFile.Repair(path);

        result.Only.Frequency!.Name.ShouldBe(frequency);
        result.Only.Length.ShouldBe(length);
        result.Only.Target.Missing.ShouldBe(0);
        result.Future().ShouldBe(next);
    }

    /// <summary>Steps of hours and days on the clocks of a place, over a year with its clock changes, in every way in which they are written.</summary>
    [Fact]
    public void Steps_on_local_clocks_are_found_however_they_are_written() =>
        Gen.Select(
            Gen.OneOf("Europe/Berlin", "America/New_York", "Australia/Sydney", "Pacific/Auckland", "America/Los_Angeles", "Europe/London"),
            Gen.OneOf(2, 3, 4, 6, 8, 12, 24),
            Gen.OneOf("offset", "zone", "Z", "plain", "epoch"),
            Gen.Int[0, 200]).ForAll((place, hours, form, day) =>
        {
            DateTimeZone zone = DateTimeZoneProviders.Tzdb[place];
            LocalDateTime start = new LocalDateTime(2022, 3, 1, 0, 0).PlusDays(day);
            int count = 300 * 24 / hours;
            ZonedDateTime[] times = [.. Enumerable.Range(0, count + 5).Select(step => zone.AtLeniently(start.PlusHours((long)step * hours)))];
            Timestamp[] stamps = Array.ConvertAll(times, time => Write(time, form));
            TimeSeries raw = new() { Id = "s", Times = stamps[..count], Target = new double[count] };
            TimeSeries repaired = SeriesRepair.Repair(raw, 5).Series;
            return repaired.Length == count && repaired.Target.Missing == 0 && repaired.FutureTimes!.SequenceEqual(stamps[count..])
                && repaired.FutureTimes!.Select(stamp => stamp.ToString()).SequenceEqual(stamps[count..].Select(stamp => stamp.ToString()))
                && repaired.Frequency!.Name == (hours == 24 ? "D" : hours + "h");
        });

    [Fact]
    public void Rates_of_samples_are_found_whatever_the_stamps_are_rounded_to() =>
        Gen.Select(Gen.OneOf(3, 6, 7, 12, 15, 24, 30, 60, 120, 128), Gen.Bool, Gen.Bool, Gen.Int[0, 999], Gen.Int[30, 900]).ForAll((hertz, micro, cut, phase, count) =>
        {
            long quantum = micro ? TimeSpan.TicksPerMicrosecond : TimeSpan.TicksPerMillisecond;
            DateTime start = new DateTime(2024, 1, 1).AddMilliseconds(phase);
            Timestamp form = Stamp($"2024-01-01T00:00:00.000{(micro ? "000" : "")}");
            Timestamp[] stamps = [.. Enumerable.Range(0, count + 3).Select(step =>
                form.WithLocal(start.AddTicks(((TimeSpan.TicksPerSecond * step / hertz) + (cut ? 0 : quantum / 2)) / quantum * quantum)))];
            TimeSeries repaired = SeriesRepair.Repair(new TimeSeries { Id = "s", Times = stamps[..count], Target = new double[count] }, 3).Series;
            return repaired.Length == count && repaired.Target.Missing == 0
                && repaired.FutureTimes!.Zip(stamps[count..]).All(pair => Math.Abs(pair.First.Ticks - pair.Second.Ticks) <= quantum)
                && Math.Abs((repaired.Frequency!.ApproximateTicks * (double)hertz) - TimeSpan.TicksPerSecond) < 1e-4 * TimeSpan.TicksPerSecond;
        });

    [Fact]
    public void A_clock_that_runs_late_is_followed() =>
        Gen.Select(Gen.OneOf(1, 5, 10, 15, 20, 60), Gen.Int[40, 400], Gen.Int[0, 1000], Gen.Bool).ForAll((minutes, count, seed, gaps) =>
        {
            Random random = new(seed);
            DateTime time = new(2024, 1, 1);
            List<Timestamp> stamps = [];
            for (int step = 0; step < count; step++)
            {
                stamps.Add(Timestamp.FromLocal(time));
                time = time.AddMinutes(minutes).AddSeconds(random.Next(1 + (minutes / 3)) + 1);
            }

            int removed = gaps ? stamps.RemoveAll(stamp => stamp != stamps[0] && stamp != stamps[^1] && random.Next(20) == 0) : 0;
            TimeSeries repaired = SeriesRepair.Repair(new TimeSeries { Id = "s", Times = [.. stamps], Target = new double[stamps.Count] }, 1).Series;
            long late = repaired.FutureTimes![0].Ticks - stamps[^1].Ticks - (minutes * TimeSpan.TicksPerMinute);
            return repaired.Length == count && repaired.Target.Missing == removed && late >= 0 && late <= (2 + (minutes / 3)) * TimeSpan.TicksPerSecond;
        });

    [Fact]
    public void Middles_of_months_quarters_and_years_are_periods() =>
        Gen.Select(Gen.OneOf(1, 3, 12), Gen.Bool, Gen.Int[0, 11], Gen.Int[12, 80]).ForAll((months, datesOnly, first, count) =>
        {
            Timestamp[] stamps = [.. Enumerable.Range(0, count + 4).Select(step =>
            {
                DateTime start = new DateTime(1987, 1, 1).AddMonths(first + (step * months));
                DateTime middle = start + ((start.AddMonths(months) - start) / 2);
                return Timestamp.FromLocal(datesOnly ? middle.Date : middle);
            })];
            TimeSeries repaired = SeriesRepair.Repair(new TimeSeries { Id = "s", Times = stamps[..count], Target = new double[count] }, 4).Series;
            return repaired.Length == count && repaired.FutureTimes!.SequenceEqual(stamps[count..]) && repaired.Frequency!.SeasonLength == 12 / months;
        });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Twelfths_of_a_year_are_months(bool middles)
    {
        Timestamp[] stamps = [.. Enumerable.Range(0, 63).Select(step =>
        {
            DateTime year = new(1990 + (step / 12), 1, 1);
            return Timestamp.FromLocal(year + ((year.AddYears(1) - year) * ((step % 12) + (middles ? 0.5 : 0)) / 12));
        })];
        TimeSeries repaired = SeriesRepair.Repair(new TimeSeries { Id = "s", Times = stamps[..60], Target = new double[60] }, 3).Series;

        repaired.Frequency!.Name.ShouldBe("MS");
        repaired.Length.ShouldBe(60);
        repaired.FutureTimes!.ShouldBe(stamps[60..]);
    }

    [Theory]
    [InlineData(29)]
    [InlineData(30)]
    [InlineData(31)]
    public void Days_that_a_month_lacks_overflow_into_the_next(int day)
    {
        Timestamp[] stamps = [.. Enumerable.Range(0, 30).Select(month => Timestamp.FromLocal(new DateTime(2021, 1, 1).AddMonths(month).AddDays(day - 1)))];
        TimeSeries repaired = SeriesRepair.Repair(new TimeSeries { Id = "s", Times = stamps[..27], Target = new double[27] }, 3).Series;

        repaired.Frequency!.Name.ShouldBe("MS");
        repaired.Length.ShouldBe(27);
        repaired.FutureTimes!.ShouldBe(stamps[27..]);
    }

    private static Timestamp Write(ZonedDateTime time, string form)
    {
        string local = time.ToDateTimeUnspecified().ToString("yyyy-MM-dd'T'HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
        string utc = time.ToDateTimeUtc().ToString("yyyy-MM-dd'T'HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
        string offset = time.Offset.ToString("+HH:mm", System.Globalization.CultureInfo.InvariantCulture);
        return Stamp(form switch
        {
            "offset" => local + offset,
            "zone" => $"{local}{offset}[{time.Zone.Id}]",
            "Z" => utc + "Z",
            "plain" => utc,
            _ => time.ToInstant().ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture),
        });
    }

    private static Timestamp Stamp(string text) => Timestamp.Parse(text);
}

using System.Globalization;
using CsCheck;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Data.Tables;
using Tollama.Data.Tests.Tables;

namespace Tollama.Data.Tests.Cases;

/// <summary>Stamps that can be read one by one, but say something else together.</summary>
public sealed class DoubtfulStampCases
{
    private static readonly string[] DayFirst = ["dd/MM/yy", "dd.MM.yy", "d.M.yy", "dd-MM-yy"];

    [Fact]
    public void The_day_is_first_where_that_was_said() =>
        ShortYears(DayFirst).ForAll(
            (stamps, form) => Read(stamps, form, new TableOptions { DayFirst = true }).Series[0].Times!.Select(stamp => stamp.Local).ShouldBe(stamps),
            cases: 1500);

    [Fact]
    public void Dates_with_years_of_two_digits_are_read_as_written_or_told_with_the_option() =>
        ShortYears([.. DayFirst, "MM/dd/yy", "M/d/yy", "yy-MM-dd"]).ForAll(
            (stamps, form) =>
            {
                TableContent table = Read(stamps, form, new TableOptions());
                if (!table.Warnings.Any(warning => warning.Contains("day_first=true", StringComparison.Ordinal)))
                {
                    table.Series[0].Times!.Select(stamp => stamp.Local).ShouldBe(stamps);
                }
            },
            cases: 1500);

    /// <summary>The year first reads 30/02/03, the day first does not: the slip must not turn all other dates.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData(true)]
    public void A_day_that_is_none_does_not_put_the_year_first(bool? dayFirst)
    {
        DateTime[] stamps = [.. Enumerable.Range(0, 40).Select(month => new DateTime(2003, 1, 1).AddMonths(month))];
        string text = Text(stamps, "dd/MM/yy").Replace("01/02/03", "30/02/03", StringComparison.Ordinal);

        TableContent table = TableTesting.Read(text, new TableOptions { DayFirst = dayFirst });

        table.Series[0].Times!.Select(stamp => stamp.Local).ShouldBe(stamps.Where(stamp => stamp != new DateTime(2003, 2, 1)));
        table.Warnings.ShouldContain(warning => warning.Contains("'30/02/03' is not a time stamp", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("date", 738000.5)]
    [InlineData("date", 738000)]
    [InlineData("datenum", 738000.25)]
    [InlineData("time", 2460310.5)]
    [InlineData("date", 2460310)]
    public void Days_since_long_ago_are_refused(string column, double first)
    {
        string text = $"{column},y\n" + string.Concat(Enumerable.Range(0, 24).Select(day => string.Create(CultureInfo.InvariantCulture, $"{first + day},{day}\n")));

        TableTesting.Refuse(text).Message.ShouldContain("may be days since");
    }

    [Fact]
    public void Numbers_that_are_called_no_date_stay_positions() =>
        TableTesting.Read("index,y\n" + string.Concat(Enumerable.Range(738_000, 24).Select(day => $"{day},{day}\n"))).Series[0].Stamps()[0].ShouldBe("738000");

    [Theory]
    [InlineData("yyyy-MM-dd", 1)]
    [InlineData("yyyy-MM-dd", 7)]
    [InlineData("MM/dd/yyyy", 1)]
    [InlineData("dd.MM.yyyy", 1)]
    [InlineData("yyyy-MM-dd HH:mm", 1)]
    public void Days_and_months_that_a_spreadsheet_swapped_are_refused(string form, int step) =>
        Gen.Select(Gen.Int[0, 3000], Gen.Int[40, 400]).ForAll(
            (start, count) =>
            {
                DateTime[] stamps = [.. Enumerable.Range(0, count).Select(place => new DateTime(2015, 1, 1).AddDays(start + (place * step)))];
                string text = "date,y\n" + string.Concat(stamps.Select((stamp, place) => $"{Swapped(stamp).ToString(form, CultureInfo.InvariantCulture)},{place}\n"));

                TollamaException error = TableTesting.Refuse(text);

                error.Message.ShouldContain("swapped");
                error.Message.ShouldContain("Export the dates again");
            },
            cases: 100);

    [Fact]
    public void A_month_above_twelve_is_told_as_a_swap() =>
        TableTesting.Refuse("date,y\n2024-01-12,1\n2024-13-01,2\n2024-14-01,3\n2024-15-01,4\n").Message.ShouldBe(
            "column 'date': '2024-13-01' has no month 13. Where a spreadsheet swapped days and months, it did so in all other rows, too. Export the dates again as 2024-01-31.");

    /// <summary>Dates that are right as they are written, in any order, even or not, are not taken for swapped ones.</summary>
    [Fact]
    public void Dates_as_they_are_stay_readable() =>
        Gen.Select(Gen.Int[0, 3000], Gen.Int[5, 200], Gen.Int[0, 4], Gen.UInt).ForAll(
            (start, count, kind, seed) =>
            {
                Random random = new((int)seed);
                DateTime first = new DateTime(2015, 1, 1).AddDays(start);
                IEnumerable<DateTime> stamps = Enumerable.Range(0, count).Select(place => kind switch
                {
                    0 => first.AddDays(place),
                    1 => first.AddDays(7 * place),
                    2 => new DateTime(first.Year, first.Month, 1).AddMonths(place),
                    3 => first.AddDays(random.Next(2000)),
                    _ => first.AddDays(place + random.Next(3)),
                });
                DateTime[] shuffled = [.. stamps.Distinct()];
                if (random.Next(2) == 0)
                {
                    random.Shuffle(shuffled);
                }

                TableTesting.Read(Text(shuffled, "yyyy-MM-dd")).Series[0].Times!.Select(stamp => stamp.Local).Order().ShouldBe(shuffled.Order());
            },
            cases: 1000);

    [Theory]
    [InlineData("2024-01-01T00:00Z", "2024-01-01T01:00", "2024-01-01T02:00Z")]
    [InlineData("2024-01-01T00:00+02:00", "2024-01-01T01:00", "2024-01-01T02:00+02:00")]
    [InlineData("01.01.2024 00:00 CET", "01.01.2024 01:00", "01.01.2024 02:00 CET")]
    [InlineData("2024-01-01T00:00+02:00", "2024-01-02", "2024-01-03T00:00+02:00")]
    public void Offsets_in_some_rows_only_are_refused(params string[] stamps)
    {
        TollamaException error = TableTesting.Refuse("date,y\n" + string.Concat(stamps.Select(stamp => $"{stamp},1\n")));

        error.Message.ShouldBe($"column 'date': '{stamps[0]}' has an offset from UTC, '{stamps[1]}' has none. Write the offset, or Z, in every row or in none.");
    }

    [Fact]
    public void Days_with_and_without_their_midnight_are_one_form() =>
        TableTesting.Read("date,y\n2024-01-01T00:00Z,1\n2024-01-02,2\n2024-01-03T00:00,3\n").Series[0].Times!.Select(stamp => stamp.Local.Day).ShouldBe([1, 2, 3]);

    [Theory]
    [InlineData("2024-01-01 25:00", "Where the clocks go back, write each hour with its offset from UTC")]
    [InlineData("2024-01-01 24:30", "only 24:00 itself is, the end of a day")]
    public void An_hour_that_no_day_has_is_refused(string stamp, string reason) =>
        TableTesting.Refuse($"date,y\n2024-01-01 22:00,1\n2024-01-01 23:00,2\n{stamp},3\n2024-01-02 02:00,4\n2024-01-02 03:00,5\n").Message.ShouldContain(reason);

    [Theory]
    [InlineData("yyyy-MM-dd HH:00")]
    [InlineData("dd.MM.yyyy HH:00")]
    [InlineData("yyyyMMddHH")]
    public void Twenty_four_hours_at_the_beginning_of_a_day_are_refused(string form)
    {
        DateTime[] hours = [.. Enumerable.Range(0, 72).Select(hour => new DateTime(2024, 1, 1).AddHours(hour))];
        string text = "date,y\n" + string.Concat(hours.Select((hour, place) =>
            $"{hour.ToString(form.Replace("HH", hour.Hour == 0 ? "'24'" : "HH", StringComparison.Ordinal), CultureInfo.InvariantCulture)},{place}\n"));

        TableTesting.Refuse(text).Message.ShouldContain("stands where its day begins, but 24:00 is the end of a day");
    }

    private static DateTime Swapped(DateTime stamp) => stamp.Day <= 12 ? new DateTime(stamp.Year, stamp.Day, stamp.Month) : stamp;

    private static Gen<(DateTime[] Stamps, string Form)> ShortYears(string[] forms) =>
        from form in Gen.OneOf(forms)
        from freq in Gen.OneOf("D", "W-WED", "MS", "ME", "QS", "B")
        from start in Gen.Int[0, 365 * 11]
        from count in Gen.Int[13, 60]
        select (Steps(freq, new DateTime(2001, 1, 1).AddDays(start), count), form);

    private static DateTime[] Steps(string freq, DateTime start, int count)
    {
        Core.Frequencies.Frequency steps = Core.Frequencies.Frequency.Parse(freq);
        DateTime first = steps.Add(start, 1);
        return [.. Enumerable.Range(0, count).Select(step => steps.Add(first, step))];
    }

    private static string Text(DateTime[] stamps, string form) =>
        "date,y\n" + string.Concat(stamps.Select((stamp, place) => $"{stamp.ToString(form, CultureInfo.InvariantCulture)},{place}\n"));

    private static TableContent Read(DateTime[] stamps, string form, TableOptions options) => TableTesting.Read(Text(stamps, form), options);
}

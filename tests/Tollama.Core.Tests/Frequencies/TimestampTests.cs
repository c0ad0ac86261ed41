using System.Globalization;
using System.Text;
using CsCheck;
using Tollama.Core.Frequencies;
using Tollama.Core.Requests;
using Tollama.Core.Series;

namespace Tollama.Core.Tests.Frequencies;

public sealed class TimestampTests
{
    private static readonly string[] Dates = ["yyyy-MM-dd", "yyyyMMdd", "yyyy-MM", "yyyy"];

    private static readonly string[] Times =
    [
        "'T'HH", "'T'HH:mm", "' 'HH:mm", "'T'HH:mm:ss", "' 'HH:mm:ss", "'t'HH:mm:ss", "'T'HH:mm:ss.f", "'T'HH:mm:ss.fff", "' 'HH:mm:ss.ffffff", "'T'HH:mm:ss.fffffff",
    ];

    private static readonly string[] Zones =
        ["", "Z", "z", "+00:00", "+01:00", "-03:30", "+0530", "-08", "Z[UTC]", "+01:00[Europe/Berlin]", "[America/New_York]"];

    private static readonly Gen<DateTime> AnyTime =
        Gen.Long[new DateTime(1500, 1, 1).Ticks, new DateTime(2200, 12, 31).Ticks].Select(ticks => new DateTime(ticks));

    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.Select(AnyTime, Gen.OneOf(Dates)).Select((time, form) => time.ToString(form, CultureInfo.InvariantCulture)),
        Gen.Select(AnyTime, Gen.OneOf(Times), Gen.OneOf(Zones))
            .Select((time, form, zone) => time.ToString("yyyy-MM-dd" + form, CultureInfo.InvariantCulture) + zone),
        Gen.Select(AnyTime, Gen.OneOf("Q", "-Q")).Select((time, mark) => $"{time.Year}{mark}{((time.Month - 1) / 3) + 1}"),
        AnyTime.Select(time => $"{ISOWeek.GetYear(time)}-W{ISOWeek.GetWeekOfYear(time):00}"),
        Gen.Long[-999_999_999, 999_999_999].Select(number => number.ToString(CultureInfo.InvariantCulture)),
        Gen.Long[1_000_000_000, 9_999_999_999].Select(number => number.ToString(CultureInfo.InvariantCulture)),
        Gen.Long[1_000_000_000_000, 9_999_999_999_999].Select(number => number.ToString(CultureInfo.InvariantCulture)),
        Gen.Long[1_000_000_000_000_000, 9_999_999_999_999_999].Select(number => number.ToString(CultureInfo.InvariantCulture)),
        Gen.Long[10_000_000_000_000_000, 92_233_720_368_547_757].Select(number => number.ToString(CultureInfo.InvariantCulture) + "00"));

    [Fact]
    public void A_stamp_prints_as_it_was_written() => AnyText.ForAll(text =>
        Timestamp.TryParse(text, out Timestamp fromText) && Timestamp.TryParse(Encoding.UTF8.GetBytes(text), out Timestamp fromBytes)
        && fromText.ToString() == text && fromBytes.ToString() == text && fromText == fromBytes);

    [Theory]
    [InlineData("2024-01-01T24:00", "2024-01-02T00:00")]
    [InlineData("2024-02-29 24:00:00", "2024-03-01 00:00:00")]
    [InlineData("2024-12-31T24:00:00Z", "2025-01-01T00:00:00Z")]
    public void Twenty_four_hours_are_the_next_midnight(string text, string midnight) => Timestamp.Parse(text).ToString().ShouldBe(midnight);

    [Theory]
    [InlineData("1704067200.5")]
    [InlineData("1704067200.000")]
    [InlineData("1704067200123.25")]
    [InlineData("1704067200000000")]
    [InlineData("1704067200000000000")]
    [InlineData("202401012359")]
    [InlineData("20240101235959")]
    public void Unix_time_and_compact_times_print_as_they_were_written(string text)
    {
        Timestamp stamp = Timestamp.Parse(text);

        stamp.IsIndex.ShouldBeFalse();
        stamp.Local.Year.ShouldBe(2024);
        stamp.ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData("999999999", TimestampNotation.UnixSeconds, "2001-09-09T01:46:39")]
    [InlineData("-86400.5", TimestampNotation.UnixSeconds, "1969-12-30T23:59:59.5")]
    [InlineData("946684800000", TimestampNotation.UnixMilliseconds, "2000-01-01T00:00:00")]
    [InlineData("946684800000000", TimestampNotation.UnixMicroseconds, "2000-01-01T00:00:00")]
    [InlineData("946684800000000000", TimestampNotation.UnixNanoseconds, "2000-01-01T00:00:00")]
    [InlineData("2024013105", TimestampNotation.CompactHour, "2024-01-31T05:00:00")]
    [InlineData("202401312359", TimestampNotation.CompactMinute, "2024-01-31T23:59:00")]
    [InlineData("2015/16", TimestampNotation.FiscalYear, "2015-01-01T00:00:00")]
    [InlineData("1999-00", TimestampNotation.FiscalYear, "1999-01-01T00:00:00")]
    [InlineData("2015/2016", TimestampNotation.FiscalYear, "2015-01-01T00:00:00")]
    [InlineData("15/16", TimestampNotation.FiscalYear, "2015-01-01T00:00:00")]
    [InlineData("FY2016", TimestampNotation.FiscalYear, "2016-01-01T00:00:00")]
    [InlineData("FY 16", TimestampNotation.FiscalYear, "2016-01-01T00:00:00")]
    [InlineData("FY2015/16", TimestampNotation.FiscalYear, "2015-01-01T00:00:00")]
    public void A_notation_that_is_known_is_read_and_printed(string text, TimestampNotation notation, string local)
    {
        Timestamp.TryParse(text, notation, out Timestamp stamp).ShouldBeTrue();
        stamp.Local.ShouldBe(DateTime.Parse(local, CultureInfo.InvariantCulture));
        stamp.ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData("2015/17", TimestampNotation.FiscalYear)]
    [InlineData("2015", TimestampNotation.FiscalYear)]
    [InlineData("2024013225", TimestampNotation.CompactHour)]
    [InlineData("170406720x", TimestampNotation.UnixSeconds)]
    [InlineData("9999999999999999", TimestampNotation.UnixSeconds)]
    public void A_text_in_no_such_notation_is_refused(string text, TimestampNotation notation) =>
        Timestamp.TryParse(text, notation, out _).ShouldBeFalse();

    [Theory]
    [InlineData("2015/16", TimestampNotation.FiscalYear, "2015-01-01")]
    [InlineData("2000-01", TimestampNotation.FiscalYear, "2000-01")]
    [InlineData("2024013105", TimestampNotation.CompactHour, "2024-01-31T05:00:00")]
    [InlineData("999999960", TimestampNotation.UnixSeconds, "2001-09-09T01:46:00")]
    [InlineData("1704067200", TimestampNotation.UnixSeconds, "1704067200")]
    [InlineData("202401312359", TimestampNotation.CompactMinute, "202401312359")]
    public void A_series_on_its_way_is_written_so_that_anybody_reads_it(string text, TimestampNotation notation, string sent)
    {
        Timestamp.TryParse(text, notation, out Timestamp stamp).ShouldBeTrue();
        TimeSeries series = new() { Id = "a", Target = [1], Times = [stamp] };
        ForecastRequest request = new() { Model = "m", Horizon = 1, Series = [series] };

        Encoding.UTF8.GetString(ForecastRequestWriter.ToJson(request).Span).ShouldContain($"\"timestamps\":[\"{sent}\"]");
    }

    [Fact]
    public void Later_stamps_widen_a_form_that_cannot_hold_them()
    {
        Timestamp.TryParse("2024013105", TimestampNotation.CompactHour, out Timestamp hour).ShouldBeTrue();
        hour.WithLocal(new DateTime(2024, 1, 31, 6, 30, 0)).ToString().ShouldBe("202401310630");
        hour.Showing(Frequency.Parse("15min")).ToString().ShouldBe("202401310500");
        Timestamp.TryParse("2015/16", TimestampNotation.FiscalYear, out Timestamp year).ShouldBeTrue();
        year.WithLocal(new DateTime(2016, 1, 1)).ToString().ShouldBe("2016/17");
        year.Showing(Frequency.Parse("MS")).ToString().ShouldBe("2015-01");
        year.WithLocal(new DateTime(2016, 1, 1, 9, 0, 0)).ToString().ShouldBe("2016-01-01T09:00:00");
        Timestamp.Parse("1704067200").WithLocal(new DateTime(2024, 1, 1, 0, 0, 0, 500)).ToString().ShouldBe("1704067200.5");
    }

    [Theory]
    [InlineData("2023-02-29")]
    [InlineData("2024-13-01")]
    [InlineData("2024-00-01")]
    [InlineData("2024-01-00")]
    [InlineData("2024-01-32")]
    [InlineData("0000-01-01")]
    [InlineData("2024-1-1")]
    [InlineData("2024-01-01T")]
    [InlineData("2024-01-01T24:01")]
    [InlineData("2024-01-01T25:00")]
    [InlineData("9999-12-31T24:00")]
    [InlineData("2024-01-01T12:60")]
    [InlineData("2024-01-01T12:00:60")]
    [InlineData("2024-01-01T12:0")]
    [InlineData("2024-01-01T12:00:00.")]
    [InlineData("2024-01-01T12:00:00+")]
    [InlineData("2024-01-01T12:00:00+1")]
    [InlineData("2024-01-01T12:00:00+19:00")]
    [InlineData("2024-01-01T12:00:00+01:60")]
    [InlineData("2024-01-01T12:00:00+01:0")]
    [InlineData("2024-01-01T12:00:00ZZ")]
    [InlineData("2024-01-01T12:00:00Z[]")]
    [InlineData("2024-01-01T12:00:00Z[UTC")]
    [InlineData("2024-01-01x")]
    [InlineData("2024-01-01 ")]
    [InlineData(" 2024-01-01")]
    [InlineData("2024Q5")]
    [InlineData("2024Q0")]
    [InlineData("2023-W53")]
    [InlineData("2024-W00")]
    [InlineData("2024-13")]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("-0")]
    [InlineData("1.5")]
    [InlineData("now")]
    [InlineData("12345678901234567890")]
    [InlineData("9999999999999999999")]
    [InlineData("1704067200.")]
    [InlineData("1704067200.5x")]
    [InlineData("٢٠٢٤-٠١-٠١")]
    [InlineData("2024-01-01T00:00:00Z[a-very-long-zone-name-a-very-long-zone-name-a-very-long-zone-name-a-very-long-zone-name]")]
    public void What_is_no_time_stamp_is_refused(string text)
    {
        Timestamp.TryParse(text, out Timestamp timestamp).ShouldBeFalse();
        Timestamp.TryParse(Encoding.UTF8.GetBytes(text), out _).ShouldBeFalse();
        timestamp.ShouldBe(default);
    }

    [Fact]
    public void Any_bytes_are_read_or_refused_but_never_fail() =>
        Gen.OneOf(Gen.Byte.Array[0, 40], Gen.OneOf([.. "0123456789-T:Z+.[]QW "u8]).Array[0, 40]).ForAll(bytes =>
        {
            if (Timestamp.TryParse(bytes, out Timestamp timestamp))
            {
                timestamp.ToString().ShouldNotBeEmpty();
            }
        });

    [Fact]
    public void The_parts_are_what_was_written()
    {
        Timestamp stamp = Parse("2024-07-01T12:30:00+02:00[Europe/Berlin]");

        stamp.Local.ShouldBe(new DateTime(2024, 7, 1, 12, 30, 0));
        stamp.Offset.ShouldBe(TimeSpan.FromHours(2));
        stamp.Zone.ShouldBe("Europe/Berlin");
        stamp.HasTime.ShouldBeTrue();
        stamp.IsIndex.ShouldBeFalse();
    }

    [Fact]
    public void Stamps_compare_by_instant_whatever_their_form()
    {
        Parse("2024-01-01T01:00+01:00").ShouldBe(Parse("2024-01-01T00:00:00Z"));
        (Parse("2024-01-01T00:30+01:00") < Parse("2024-01-01T00:00Z")).ShouldBeTrue();
        (Parse("9") < Parse("10")).ShouldBeTrue();
        Parse("2024-01").ShouldBe(Parse("2024-01-01"));
        Parse("1704067200").ShouldBe(Parse("2024-01-01T00:00:00Z"));
    }

    [Theory]
    [InlineData("2024-01-31", "2024-02-29", "2024-02-29")]
    [InlineData("2024-01-31", "2024-02-29T10:00:00", "2024-02-29T10:00:00")]
    [InlineData("2024-01", "2024-02-01", "2024-02")]
    [InlineData("2024-01", "2024-02-15", "2024-02-15")]
    [InlineData("2024Q1", "2024-04-01", "2024Q2")]
    [InlineData("2024-Q4", "2025-01-01", "2025-Q1")]
    [InlineData("2024Q1", "2024-05-01", "2024-05-01")]
    [InlineData("2024", "2025-01-01", "2025")]
    [InlineData("2024-W52", "2024-12-30", "2025-W01")]
    [InlineData("20240131", "2024-02-29", "20240229")]
    [InlineData("2024-01-31 10:00", "2024-02-01T11:00:00", "2024-02-01 11:00")]
    [InlineData("2024-01-31T10:00Z", "2024-02-01T11:00:30", "2024-02-01T11:00:30Z")]
    [InlineData("2024-01-31T10:00:00.000+05:30", "2024-02-01T11:00:00", "2024-02-01T11:00:00.000+05:30")]
    [InlineData("1704067200", "2024-01-01T01:00:00", "1704070800")]
    public void Later_stamps_keep_the_form_as_long_as_it_can_hold_them(string form, string local, string expected) =>
        Parse(form).WithLocal(DateTime.Parse(local, CultureInfo.InvariantCulture)).ToString().ShouldBe(expected);

    [Theory]
    [InlineData("2024-01-31", "h", "2024-01-31T00:00:00")]
    [InlineData("2024-01-31", "D", "2024-01-31")]
    [InlineData("2024-01", "W", "2024-01-01")]
    [InlineData("2024", "MS", "2024-01")]
    [InlineData("2024", "YS", "2024")]
    [InlineData("2024-01-31T10:00", "s", "2024-01-31T10:00:00")]
    [InlineData("17", "h", "17")]
    public void A_form_is_widened_for_the_steps_of_a_frequency(string text, string frequency, string expected) =>
        Parse(text).Showing(Frequency.Parse(frequency)).ToString().ShouldBe(expected);

    [Fact]
    public void The_notation_of_a_changed_offset_follows_the_form()
    {
        DateTime local = new(2024, 7, 1);

        Parse("2024-01-01T00:00Z").WithLocal(local, TimeSpan.FromHours(1)).ToString().ShouldBe("2024-07-01T00:00+01:00");
        Parse("2024-01-01T00:00+0100").WithLocal(local, TimeSpan.FromHours(2)).ToString().ShouldBe("2024-07-01T00:00+0200");
        Parse("2024-01-01T00:00").WithLocal(local, TimeSpan.FromHours(2)).ToString().ShouldBe("2024-07-01T00:00");
    }

    [Fact]
    public void Reading_and_writing_usual_forms_allocates_nothing()
    {
        byte[] text = "2024-01-31T10:00:00+01:00"u8.ToArray();
        byte[] target = new byte[96];
        _ = Timestamp.TryParse(text, out Timestamp stamp) && stamp.TryFormat(target, out _);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int round = 0; round < 100; round++)
        {
            _ = Timestamp.TryParse(text, out stamp) && stamp.TryFormat(target, out _);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    private static Timestamp Parse(string text) =>
        Timestamp.TryParse(text, out Timestamp timestamp) ? timestamp : throw new FormatException(text);
}

using Tollama.Core.Series;
using Tollama.Data.Tables;
using Tollama.Data.Tables.Xlsx.Formats;

namespace Tollama.Data.Tests.Tables.Xlsx;

public sealed class XlsxDateTests
{
    // Codes as Excel, LibreOffice and Google Sheets write them.
    [Theory]
    [InlineData("yyyy-mm-dd", "Day")]
    [InlineData("[$-409]d\\-mmm\\-yy;@", "Day")]
    [InlineData("mmm yy", "Day")]
    [InlineData("mm", "Day")]
    [InlineData("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "Day")]
    [InlineData("dd/mm/yyyy\\ hh:mm AM/PM", "Day")]
    [InlineData("yyyy\"年\"m\"月\"d\"日\"", "Day")]
    [InlineData("[$-411]ge.m.d", "Day")]
    [InlineData("h:mm:ss", "Clock")]
    [InlineData("mm:ss.0", "Clock")]
    [InlineData("h AM/PM", "Clock")]
    [InlineData("[h]:mm", "Elapsed")]
    [InlineData("[mm]:ss", "Elapsed")]
    [InlineData("0.0%", "Percent")]
    [InlineData("[Red]\\-0%", "Percent")]
    [InlineData("General", "Number")]
    [InlineData("0.00E+00", "Number")]
    [InlineData("##0.0E-0", "Number")]
    [InlineData("#,##0.00 [$€-407];[Red]-#,##0.00 [$€-407]", "Number")]
    [InlineData("0\" days\"", "Number")]
    [InlineData("0 \\d\\a\\y", "Number")]
    [InlineData("_-* #,##0.00_-;\\-* #,##0.00_-;_-* \"-\"??_-;_-@_-", "Number")]
    [InlineData("[Green]0;[Red]yyyy", "Number")]
    [InlineData("[>100]0.0;yyyy", "Number")]
    [InlineData("\"unclosed y", "Number")]
    [InlineData("@", "Number")]
    [InlineData("", "Number")]
    public void A_code_says_what_a_number_is(string code, string format) => FormatCode.Of(code).ToString().ShouldBe(format);

    [Fact]
    public void Formats_without_a_code_are_those_of_the_standard()
    {
        int[] days = [.. Enumerable.Range(0, 60).Where(id => FormatCode.Of(id) == CellFormat.Day)];
        int[] clocks = [.. Enumerable.Range(0, 60).Where(id => FormatCode.Of(id) == CellFormat.Clock)];

        days.ShouldBe([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);
        clocks.ShouldBe([18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56]);
        FormatCode.Of(46).ShouldBe(CellFormat.Elapsed);
    }

    // From the table of examples in ECMA-376 part 1, 18.17.4.1 and 18.17.4.3, and the days around the false one.
    [Theory]
    [InlineData(1, false, "1900-01-01")]
    [InlineData(59, false, "1900-02-28")]
    [InlineData(60, false, "1900-02-29")]
    [InlineData(61, false, "1900-03-01")]
    [InlineData(0, false, "1900-01-00")]
    [InlineData(3687, false, "1910-02-03")]
    [InlineData(38749, false, "2006-02-01")]
    [InlineData(2958465, false, "9999-12-31")]
    [InlineData(2958466, false, "2958466")]
    [InlineData(-1, false, "-1")]
    [InlineData(0, true, "1904-01-01")]
    [InlineData(2225, true, "1910-02-03")]
    [InlineData(37287, true, "2006-02-01")]
    [InlineData(-1, true, "-1")]
    public void A_number_is_a_day(double serial, bool is1904, string day) => Written(serial, is1904, withTime: false).ShouldBe(day);

    [Theory]
    [InlineData(45292.5, "2024-01-01 12:00:00")]
    [InlineData(45292.999999999, "2024-01-02 00:00:00")]
    [InlineData(45292.041666666664, "2024-01-01 01:00:00")]
    [InlineData(45292.04166666667, "2024-01-01 01:00:00")]
    [InlineData(45292.00001157407, "2024-01-01 00:00:01")]
    [InlineData(45292.00000001157, "2024-01-01 00:00:00.001")]
    [InlineData(45292.51041666667, "2024-01-01 12:15:00")]
    public void A_moment_is_the_nearest_millisecond(double serial, string moment) => Written(serial, is1904: false, withTime: true).ShouldBe(moment);

    [Fact]
    public void Every_minute_of_a_day_is_read_back_from_its_number()
    {
        for (int minute = 0; minute < 1440; minute++)
        {
            Written(45292 + (minute / 1440.0), is1904: false, withTime: true).ShouldBe($"2024-01-01 {minute / 60:D2}:{minute % 60:D2}:00");
        }
    }

    [Fact]
    public void Days_are_days_and_moments_moments_in_all_of_a_column()
    {
        Stamps("14", "45292", "45293", "45294").ShouldBe(["2024-01-01", "2024-01-02", "2024-01-03"]);
        Stamps("22", "45292", "45292.5", "45293").ShouldBe(["2024-01-01 00:00:00", "2024-01-01 12:00:00", "2024-01-02 00:00:00"]);
        Stamps("22", "45292", "45292.00000578704", "45292.00001157407").ShouldBe(["2024-01-01 00:00:00.000", "2024-01-01 00:00:00.500", "2024-01-01 00:00:01.000"]);
    }

    [Fact]
    public void Days_of_1904_are_days_with_a_format_and_without_one()
    {
        foreach (string format in (string[])["14", "0"])
        {
            byte[] book = new XlsxFile { Formats = [format], Properties = "date1904=\"1\"" }.Add("S", XlsxFile.Rows(["date|y", .. Enumerable.Range(0, 12).Select(day => $"@{43830 + day}|{day}")])).ToBytes();

            TableTesting.Read(book).Series[0].Stamps()[0].ShouldBe("2024-01-01");
        }
    }

    [Fact]
    public void Dates_of_the_standard_are_texts_of_ISO_8601()
    {
        string[] lines = [.. Enumerable.Range(1, 5).Select(day => $"<c t=\"d\"><v>2024-01-0{day}T06:00:00</v></c>|{day}")];

        TableTesting.Read(XlsxFile.Of(XlsxFile.Rows(["at|y", .. lines]))).Series[0].Stamps()[0].ShouldBe("2024-01-01T06:00:00");
    }

    [Fact]
    public void A_time_of_the_day_beside_a_day_makes_a_moment_and_midnight_may_be_24()
    {
        string[] lines = [.. Enumerable.Range(1, 48).Select(hour => $"@{45292 + ((hour - 1) / 24)}|<c s=\"2\"><v>{(((hour - 1) % 24) + 1) / 24.0:R}</v></c>|{hour}")];

        TimeSeries series = TableTesting.Read(XlsxFile.Of(XlsxFile.Rows(["date|time|load", .. lines]), "", "14", "[h]:mm")).Series[0];
        series.Length.ShouldBe(48);
        series.Stamps()[22..25].ShouldBe(["2024-01-01 23:00:00", "2024-01-02 00:00:00", "2024-01-02 01:00:00"]);
    }

    [Fact]
    public void Spans_of_time_beyond_a_day_are_days_and_that_is_told()
    {
        TableContent table = TableTesting.Read(XlsxFile.Of(XlsxFile.Rows("date|worked", "@45292|<c s=\"2\"><v>1.5</v></c>", "@45293|<c s=\"2\"><v>0.25</v></c>"), "", "14", "[h]:mm"));

        table.Series[0].Target.Values.ShouldBe([1.5, 0.25]);
        table.Warnings.ShouldContain("column 'worked': 2 cells are spans of time; they were read as days: 36:00 is 1.5");
    }

    [Fact]
    public void The_29_February_1900_is_no_time_stamp()
    {
        TableContent table = TableTesting.Read(XlsxFile.Of(XlsxFile.Rows(["date|y", .. Enumerable.Range(30, 40).Select(day => $"@{day}|{day}")]), "", "14"));

        table.Series[0].Length.ShouldBe(39);
        table.Warnings.ShouldContain(warning => warning.Contains("row 32, column 'date': '1900-02-29' is not a time stamp", StringComparison.Ordinal));
    }

    private static string[] Stamps(string format, params string[] serials) =>
        TableTesting.Read(XlsxFile.Of(XlsxFile.Rows(["ds|y", .. serials.Select((serial, place) => $"@{serial}|{place}")]), "", format)).Series[0].Stamps();

    private static string Written(double serial, bool is1904, bool withTime)
    {
        Span<char> text = stackalloc char[32];
        DayPart part = !withTime ? DayPart.None : SerialDate.PartOf(serial) == DayPart.Milliseconds ? DayPart.Milliseconds : DayPart.Seconds;
        return text[..SerialDate.Write(serial, is1904, part, text)].ToString();
    }
}

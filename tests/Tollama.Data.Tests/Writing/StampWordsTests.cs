using System.Globalization;
using CsCheck;
using Tollama.Core.Frequencies;
using Tollama.Data.Time;
using Tollama.Data.Writing;

namespace Tollama.Data.Tests.Writing;

/// <summary>How a table writes its time stamps is learned from its cells.</summary>
public sealed class StampWordsTests
{
    [Theory]
    [InlineData("31.12.2023", "01.01.2024", "02.01.2024", "2024-03-05", "05.03.2024")]
    [InlineData("1/30/2024", "1/31/2024", "2/1/2024", "2024-12-09", "12/9/2024")]
    [InlineData("01/30/2024", "01/31/2024", "02/01/2024", "2024-12-09", "12/09/2024")]
    [InlineData("Nov-23", "Dec-23", "Jan-24", "2024-02-01", "Feb-24")]
    [InlineData("Okt. 2023", "Nov. 2023", "Dez. 2023", "2024-03-01", "Mrz. 2024")]
    [InlineData("Oktober 2023", "November 2023", "Dezember 2023", "2024-03-01", "März 2024")]
    [InlineData("2023 OCT", "2023 NOV", "2023 DEC", "2024-03-01", "2024 MAR")]
    [InlineData("Q3 2023", "Q4 2023", "Q1 2024", "2024-04-01", "Q2 2024")]
    [InlineData("2023 H1", "2023 H2", "2024 H1", "2024-07-01", "2024 H2")]
    [InlineData("KW 51/2023", "KW 52/2023", "KW 01/2024", "2024-01-08", "KW 02/2024")]
    [InlineData("30 Dec 2023", "31 Dec 2023", "1 Jan 2024", "2024-02-09", "9 Feb 2024")]
    [InlineData("31.12.2023 22:00", "31.12.2023 23:00", "01.01.2024 00:00", "2024-01-01T01:00:00", "01.01.2024 01:00")]
    [InlineData("12/31/2023 10:00 PM", "12/31/2023 11:00 PM", "1/1/2024 12:00 AM", "2024-01-01T13:00:00", "1/1/2024 1:00 PM")]
    [InlineData("31.12.2023 22:00:00+01:00", "31.12.2023 23:00:00+01:00", "01.01.2024 00:00:00+01:00", "2024-01-01T01:00:00+01:00", "01.01.2024 01:00:00+01:00")]
    public void The_next_stamp_is_written_as_those_before(string first, string second, string third, string next, string written)
    {
        TimestampColumn column = TimestampColumn.Parse([first, second, third]);
        column.BadRows.ShouldBeEmpty();
        StampWords words = StampWords.Learn([first, second, third], column.Values).ShouldNotBeNull();
        Timestamp stamp = Timestamp.Parse(next);

        words.CanWrite([[stamp]]).ShouldBeTrue();
        words.Write(stamp).ShouldBe(written);
    }

    [Fact]
    public void Words_that_are_not_understood_are_not_written_again()
    {
        string[] cells = ["30.03.2024 22:00 CET", "30.03.2024 23:00 CET"];

        StampWords.Learn(cells, TimestampColumn.Parse(cells).Values).ShouldBeNull();
    }

    [Fact]
    public void What_two_forms_would_write_differently_is_not_guessed()
    {
        string[] cells = ["05.05.2024"];
        StampWords words = StampWords.Learn(cells, TimestampColumn.Parse(cells).Values).ShouldNotBeNull();

        words.CanWrite([[Timestamp.Parse("2024-06-05")]]).ShouldBeFalse();
        words.CanWrite([[Timestamp.Parse("2024-06-06")]]).ShouldBeTrue();
    }

    [Fact]
    public void Stamps_that_would_look_the_same_are_not_written()
    {
        string[] cells = ["2023-12", "2024-01"];
        StampWords words = StampWords.Learn(cells, [Timestamp.Parse("2023-12-01"), Timestamp.Parse("2024-01-01")]).ShouldNotBeNull();

        words.CanWrite([[Timestamp.Parse("2024-02-01"), Timestamp.Parse("2024-02-02")]]).ShouldBeFalse();
        words.CanWrite([[Timestamp.Parse("2024-02-01")], [Timestamp.Parse("2024-02-01")]]).ShouldBeTrue();
    }

    [Fact]
    public void What_can_be_written_is_read_as_the_same_again()
    {
        string[] forms = ["dd.MM.yyyy", "d/M/yy", "MM/dd/yyyy", "yyyyMMdd", "d. MMM yyyy", "MMM-yy", "dd.MM.yyyy HH:mm", "M/d/yyyy h:mm tt", "yyyy/MM/dd HH:mm:ss"];
        Gen.Select(Gen.Int[0, forms.Length - 1], Gen.Int[0, 14_000], Gen.Int[0, 23], Gen.Int[3, 40]).ForAll((form, day, hour, count) =>
        {
            bool isMonthly = !forms[form].Contains('d');
            bool isHourly = forms[form].Contains('m');
            DateTime first = new DateTime(2001, 1, 1).AddDays(day);
            first = isMonthly ? new DateTime(first.Year, first.Month, 1) : isHourly ? first.AddHours(hour) : first;
            string[] cells = [.. Enumerable.Range(0, count + 1).Select(step =>
                (isMonthly ? first.AddMonths(step) : isHourly ? first.AddHours(step) : first.AddDays(step)).ToString(forms[form], CultureInfo.InvariantCulture))];
            Timestamp[] stamps = TimestampColumn.Parse(cells).Values;

            if (StampWords.Learn(cells[..count], stamps[..count]) is { } words && words.CanWrite([[stamps[count]]]))
            {
                string written = words.Write(stamps[count]);
                TimestampColumn.Parse([.. cells[..count], written]).Values[count].ShouldBe(stamps[count], written);
                Enumerable.Range(0, count).Select(row => words.Write(stamps[row])).ShouldBe(cells[..count]);
                written.Length.ShouldBeInRange(cells[count].Length - 1, cells[count].Length + 6);
            }
        });
    }
}

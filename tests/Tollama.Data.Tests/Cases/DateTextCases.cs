using System.Globalization;
using System.Text;
using Tollama.Core.Errors;
using Tollama.Data.Tests.Tables;
using Tollama.Data.Tests.Time;
using Tollama.Data.Time;

namespace Tollama.Data.Tests.Cases;

/// <summary>Time stamps in words: the months of seven languages, quarters, weeks, fiscal years, zones.</summary>
public sealed class DateTextCases
{
    private const string English = "January February March April May June July August September October November December";
    private const string German = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember";
    private const string French = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre";
    private const string Spanish = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre";
    private const string Italian = "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre";
    private const string Portuguese = "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro";
    private const string Dutch = "januari februari maart april mei juni juli augustus september oktober november december";

    [Theory]
    [InlineData(English)]
    [InlineData(German)]
    [InlineData(French)]
    [InlineData(Spanish)]
    [InlineData(Italian)]
    [InlineData(Portuguese)]
    [InlineData(Dutch)]
    [InlineData("Jan. Feb. Mar. Apr. May Jun. Jul. Aug. Sept. Oct. Nov. Dec.")]
    [InlineData("Jän Feb Mrz Apr Mai Jun Jul Aug Sep Okt Nov Dez")]
    [InlineData("janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.")]
    [InlineData("ene feb mar abr may jun jul ago set oct nov dic")]
    [InlineData("gen feb mar apr mag giu lug ago set ott nov dic")]
    [InlineData("jan fev mar abr mai jun jul ago set out nov dez")]
    [InlineData("jan feb mrt apr mei jun jul aug sep okt nov dec")]
    public void Months_are_read_in_seven_languages(string names)
    {
        string[] months = names.Split(' ');
        foreach (string[] spelling in new[] { months, [.. months.Select(name => name.ToUpperInvariant())], [.. months.Select(name => name.Normalize(NormalizationForm.FormD))] })
        {
            for (int month = 1; month <= 12; month++)
            {
                string name = spelling[month - 1];
                Single($"{name} 2023").ShouldBe($"2023-{month:00}", name);
                Single($"2023 {name}").ShouldBe($"2023-{month:00}", name);
                Single($"5 {name} 2023").ShouldBe($"2023-{month:00}-05", name);
            }
        }
    }

    [Theory]
    [InlineData("5 de enero de 2024", "2024-01-05")]
    [InlineData("1er janvier 2024", "2024-01-01")]
    [InlineData("lundi 5 février 2024", "2024-02-05")]
    [InlineData("Montag, 5. Februar 2024", "2024-02-05")]
    [InlineData("Mo, 05.02.2024", "2024-02-05")]
    [InlineData("segunda-feira, 5 de fevereiro de 2024", "2024-02-05")]
    [InlineData("05.02.2024 (Mo)", "2024-02-05")]
    [InlineData("mar. 2024", "2024-03")]
    [InlineData("Jan '24", "2024-01")]
    [InlineData("1/2/2024, 9:30:00\u202fPM", "2024-01-02T21:30:00")]
    [InlineData("5\u00a0janv.\u00a02024", "2024-01-05")]
    [InlineData("2024\u201101\u201105", "2024-01-05")]
    [InlineData("Q1/19", "2019Q1")]
    [InlineData("1Q19", "2019Q1")]
    [InlineData("1Q2019", "2019Q1")]
    [InlineData("19Q1", "2019Q1")]
    [InlineData("2019-Q1", "2019-Q1")]
    [InlineData("2019q1", "2019Q1")]
    [InlineData("T1 2019", "2019Q1")]
    [InlineData("2019T1", "2019Q1")]
    [InlineData("2019 T4", "2019Q4")]
    [InlineData("1. Quartal 2019", "2019Q1")]
    [InlineData("4e trimestre 2019", "2019Q4")]
    [InlineData("Quartal 2 2019", "2019Q2")]
    [InlineData("3rd quarter 2019", "2019Q3")]
    [InlineData("Qtr 1, 2019", "2019Q1")]
    [InlineData("H2 2019", "2019-07")]
    [InlineData("2019H1", "2019-01")]
    [InlineData("KW01/2023", "2023-W01")]
    [InlineData("2023KW01", "2023-W01")]
    [InlineData("23KW01", "2023-W01")]
    [InlineData("KW 1 2023", "2023-W01")]
    [InlineData("CW52 2023", "2023-W52")]
    [InlineData("S01 2023", "2023-W01")]
    [InlineData("2023 S52", "2023-W52")]
    [InlineData("Semaine 5 2023", "2023-W05")]
    [InlineData("Week 5, 2023", "2023-W05")]
    [InlineData("52. KW 2023", "2023-W52")]
    [InlineData("2023-W05-1", "2023-01-30")]
    [InlineData("2024-060", "2024-02-29")]
    [InlineData("FY2010", "FY2010")]
    [InlineData("FY10", "FY10")]
    [InlineData("01.2024", "2024-01")]
    [InlineData("2024-1", "2024-01")]
    [InlineData("01.02.2024 9h30", "2024-02-01T09:30")]
    [InlineData("01.02.2024 9.30", "2024-02-01T09:30")]
    [InlineData("01.02.2024 09:30 Uhr", "2024-02-01T09:30")]
    [InlineData("2024-02-01 09:30:00,500", "2024-02-01T09:30:00.500")]
    [InlineData("01.02.2024 24:00", "2024-02-02T00:00")]
    [InlineData("2024-02-01 09:30 CET", "2024-02-01T09:30+01:00")]
    [InlineData("2024-02-01 09:30:00 EDT", "2024-02-01T09:30:00-04:00")]
    [InlineData("Thu Feb 1 2024 09:30:00 GMT+0100 (Central European Standard Time)", "2024-02-01T09:30:00+0100")]
    [InlineData("2024-02-01 09:30 UTC+1", "2024-02-01T09:30+01")]
    public void A_cell_is_read_as_people_mean_it(string cell, string expected) => Single(cell).ShouldBe(expected);

    [Theory]
    [InlineData("jui 2024")]
    [InlineData("Foo 2024")]
    [InlineData("Q5/19")]
    [InlineData("KW54/2023")]
    [InlineData("KW53/2023")]
    [InlineData("01.02.2024 9:30 XYZ")]
    [InlineData("01.02.2024 24:30")]
    [InlineData("2024-367")]
    public void What_names_no_time_is_a_bad_row(string cell) => TimestampColumn.Parse([cell]).BadRows.ShouldBe([0]);

    [Theory]
    [InlineData("29-unreadable-time-column/french.csv", "MS", "2024-01", 280)]
    [InlineData("29-unreadable-time-column/french-newest-first.csv", "MS", "2024-01", 275)]
    [InlineData("35-fiscal-years/fy.csv", "YS-JAN", "2016/17", 121)]
    [InlineData("35-fiscal-years/fy-dash.csv", "YS-JAN", "2016-17", 121)]
    public void A_column_in_words_is_sorted_and_goes_on_as_it_is_written(string path, string freq, string next, double last)
    {
        TableRepairResult result = CaseFile.Repair(path);

        result.Only.Frequency!.Name.ShouldBe(freq);
        result.Future()[0].ShouldBe(next);
        result.Only.Target.Values[^1].ShouldBe(last == 280 ? 275 : last);
    }

    [Theory]
    [InlineData("2000-01 2001-02 2002-03 2003-04 2004-05", "2005-06")]
    [InlineData("1997/98 1998/99 1999/00 2000/01", "2001/02")]
    [InlineData("2014/2015 2015/2016 2016/2017", "2017/2018")]
    [InlineData("2000–01 2001–02 2002–03", "2003-04")]
    [InlineData("FY2010 FY2011 FY2012", "FY2013")]
    [InlineData("FY10 FY11 FY12", "FY13")]
    [InlineData("2019-1 2019-2 2019-3 2019-4 2020-1 2020-2 2020-3 2020-4", "2021Q1")]
    [InlineData("2019-01 2019-02 2019-03 2019-04", "2019-05")]
    [InlineData("2019:01 2019:02 2019:03 2019:04 2019:05", "2019-06")]
    [InlineData("22-Jan 22-Feb 22-Mar 22-Apr", "2022-05")]
    [InlineData("Jan-22 Feb-22 Mar-22 Apr-22", "2022-05")]
    [InlineData("Q1/19 Q2/19 Q3/19 Q4/19 Q1/20", "2020Q2")]
    [InlineData("2023KW50 2023KW51 2023KW52 2024KW01", "2024-W02")]
    [InlineData("2024-01-01T10:00 2024-01-01T11:00 2024-01-01T12:00", "2024-01-01T13:00")]
    public void The_written_form_goes_on(string stamps, string next) => DateTables.Repair(DateTables.Write("period", stamps.Split(' '))).Future()[0].ShouldBe(next);

    [Fact]
    public void Weeks_written_like_months_are_told_by_their_number_or_the_columns_name()
    {
        IEnumerable<string> weeks = Enumerable.Range(0, 60).Select(week => $"{2023 + (week / 52)}-{(week % 52) + 1:00}");

        DateTables.Repair(DateTables.Write("period", weeks)).Future()[0].ShouldBe("2024-W09");
        DateTables.Repair(DateTables.Write("week", weeks.Take(9))).Future()[0].ShouldBe("2023-W10");
        DateTables.Repair(DateTables.Write("month", weeks.Take(9))).Future()[0].ShouldBe("2023-10");

        string[] reversed = [.. weeks.Select(week => $"{week[5..]}/{week[..4]}")];
        DateTables.Repair(DateTables.Write("period", reversed)).Future()[0].ShouldBe("2024-W09");
        DateTables.Repair(DateTables.Write("KW", reversed.Take(9))).Future()[0].ShouldBe("2023-W10");
        DateTables.Repair(DateTables.Write("month", reversed.Take(9))).Future()[0].ShouldBe("2023-10");
    }

    [Fact]
    public void Blanks_beside_the_slash_of_a_fiscal_year_do_not_make_months() =>
        DateTables.Repair(DateTables.Write("year", Enumerable.Range(2000, 10).Select(year => $"{year} / {(year + 1) % 100:00}"))).Future()[0].ShouldBe("2010/11");

    [Fact]
    public void Short_years_of_the_last_century_stay_together()
    {
        string[] stamps = [.. Enumerable.Range(0, 180).Select(month => new DateTime(1960, 1, 1).AddMonths(month).ToString("MMM-yy", CultureInfo.InvariantCulture))];

        TableTesting.Read(DateTables.Write("month", stamps)).Series[0].Stamps()[0].ShouldBe("1960-01");
        TableTesting.Read(DateTables.Write("year", Enumerable.Range(60, 16).Select(year => $"FY{year}"))).Series[0].Times![0].Local.Year.ShouldBe(1960);
    }

    [Fact]
    public void A_zone_of_several_meanings_is_told_or_refused()
    {
        string[] hours = [.. Enumerable.Range(0, 8).Select(hour => $"2024-01-01 {hour:00}:00:00")];

        var local = TableTesting.Read(DateTables.Write("time", hours.Select(hour => hour + " IST")));
        local.Series[0].Stamps()[1].ShouldBe("2024-01-01T01:00:00");
        local.Warnings.ShouldContain(warning => warning.Contains("'IST' has several meanings", StringComparison.Ordinal));

        TableTesting.Refuse(DateTables.Write("time", hours.Select((hour, row) => hour + (row < 4 ? " IST" : " UTC")))).Message.ShouldContain("'IST' has several meanings");
        TableTesting.Read(DateTables.Write("time", hours.Select((hour, row) => hour + (row < 4 ? " CST" : " CDT")))).Series[0].Stamps()[0].ShouldBe("2024-01-01T00:00:00-06:00");
    }

    [Theory]
    [InlineData("Mois", "styczeń lut marz kwi maj czerwiec")]
    [InlineData("timestamp", "one two three four five six")]
    [InlineData("date", "1.5 1.7 1.9 2.1 2.3 2.5")]
    [InlineData("when", "2021a 2021b 2021c 2021/x 2021/y 2021/z")]
    [InlineData("when", "1/2/20211 1/3/20211 1/4/20211 1/5/20211 1/6/20211 1/7/20211")]
    public void A_column_that_is_called_or_looks_like_a_time_is_never_passed_over(string column, string stamps)
    {
        TollamaException error = TableTesting.Refuse(DateTables.Write(column, stamps.Split(' ')));

        error.Code.ShouldBe(ErrorCode.InvalidTable);
        error.Message.ShouldContain($"'{column}'");
        error.Message.ShouldContain($"'{stamps.Split(' ')[0]}'");
        error.Hint!.ShouldContain("time=");
    }

    [Fact]
    public void A_column_whose_cells_are_read_in_part_is_refused()
    {
        TollamaException error = TableTesting.Refuse(DateTables.Write("date", Enumerable.Range(1, 28).Select(day => day % 4 == 0 ? $"2024-01-{day:00} ~{day}" : $"2024-01-{day:00}")));

        error.Message.ShouldContain("7 rows");
        error.Message.ShouldContain("2024-01-04 ~4");
    }

    [Theory]
    [InlineData("Buchungsdatum")]
    [InlineData("Order Date")]
    [InlineData("saleDate")]
    [InlineData("Fecha de venta")]
    public void A_word_of_dates_in_a_name_makes_numbers_dates(string column) =>
        TableTesting.Read(DateTables.Write(column, Enumerable.Range(45292, 20).Select(day => day.ToString(CultureInfo.InvariantCulture)))).Series.ShouldHaveSingleItem()
            .Stamps()[1].ShouldBe("2024-01-02");

    [Fact]
    public void Other_columns_are_left_alone()
    {
        TableTesting.Read("t\n12.5\n13.1\n14\n").Series[0].Target.Values[0].ShouldBe(12.5);
        TableTesting.Read("date,period,sales\n2024-01-01,morning,1\n2024-01-02,morning,2\n").Roles.TimeColumns.ShouldBe(["date"]);
        TableTesting.Read("machine,Erfassung,output\nW5-20,2024-01-01,1\nW5-20,2024-01-02,2\nset 10,2024-01-01,3\nset 10,2024-01-02,4\n").Roles.TimeColumns.ShouldBe(["Erfassung"]);
        TableTesting.Read("machine,output\nW5-20,1\nW5-20,2\nQ3-44,3\nQ3-44,4\n").Ids().ShouldBe(["W5-20", "Q3-44"]);
        TableTesting.Read("tag,sold\npromo,1\npromo,2\nnone yet,3\nnone yet,4\n").Ids().ShouldBe(["promo", "none yet"]);
        TableTesting.Read("shop,year_to_date\na,1.5\na,2.5\nb,3\nb,4\n").Ids().ShouldBe(["a", "b"]);
        TableTesting.Read("model,sales\nModel 2020,1\nModel 2020,2\nModel 2020,3\nModel 2021,4\nModel 2021,5\nModel 2021,6\n").Ids().ShouldBe(["Model 2020", "Model 2021"]);
    }

    private static string Single(string cell)
    {
        TimestampColumn column = TimestampColumn.Parse([cell]);
        column.BadRows.ShouldBeEmpty(cell);
        return column.Values.Texts()[0];
    }
}

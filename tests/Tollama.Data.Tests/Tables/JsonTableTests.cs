using System.Globalization;
using System.Text;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Data.Tables;

namespace Tollama.Data.Tests.Tables;

/// <summary>Tables that are written in JSON.</summary>
public sealed class JsonTableTests
{
    private const string Days = "\"2024-01-01\",\"2024-01-02\",\"2024-01-03\"";

    [Theory]
    [InlineData("""[{"ds":"2024-01-01","y":1},{"ds":"2024-01-02","y":null},{"ds":"2024-01-03","y":2.5}]""")]
    [InlineData("""[{"y":1,"ds":"2024-01-01"},{"ds":"2024-01-02"},{"ds":"2024-01-03","y":25e-1}]""")]
    [InlineData("\uFEFF {\"ds\":\"2024-01-01\",\"y\":1}\n{\"ds\":\"2024-01-02\",\"y\":null}\r\n\n{\"ds\":\"2024-01-03\",\"y\":2.5}\n")]
    [InlineData("""{"columns":["ds","y"],"index":[0,1,2],"data":[["2024-01-01",1],["2024-01-02",null],["2024-01-03",2.5]]}""")]
    [InlineData("""{"data":[["2024-01-01",1],["2024-01-02",null],["2024-01-03",2.5]],"columns":["ds","y"]}""")]
    [InlineData("""{"ds":{"0":"2024-01-01","1":"2024-01-02","2":"2024-01-03"},"y":{"0":1,"1":null,"2":2.5}}""")]
    [InlineData("{\"ds\":[" + Days + """],"y":[1,null,2.5]}""")]
    [InlineData("""{"0":{"ds":"2024-01-01","y":1},"1":{"ds":"2024-01-02","y":null},"2":{"ds":"2024-01-03","y":2.5}}""")]
    [InlineData("""{"schema":{"fields":[{"name":"index","type":"integer"}]},"data":[{"ds":"2024-01-01","y":1},{"ds":"2024-01-02","y":null},{"ds":"2024-01-03","y":2.5}]}""")]
    public void Every_form_is_the_same_table(string json)
    {
        TimeSeries series = TableTesting.Read(json).Series.ShouldHaveSingleItem();
        series.Stamps().ShouldBe(["2024-01-01", "2024-01-02", "2024-01-03"]);
        series.Target.ShouldBe([1, double.NaN, 2.5]);
    }

    [Theory]
    [InlineData("2024-01-0{0}T00:00:00.000")]
    [InlineData("2024-01-0{0}T00:00:00.000Z")]
    [InlineData("2024-01-0{0} 00:00:00")]
    [InlineData("2024-01-0{0}T00:00:00+00:00")]
    public void Dates_are_read_as_Python_and_JavaScript_write_them(string form)
    {
        string json = $"[{string.Join(',', Enumerable.Range(1, 4).Select(day => $"{{\"ds\":\"{string.Format(CultureInfo.InvariantCulture, form, day)}\",\"y\":{day}}}"))}]";
        TimeSeries series = TableTesting.Read(json).Series.ShouldHaveSingleItem();
        series.Target.ShouldBe([1, 2, 3, 4]);
        series.Stamps()[3].ShouldStartWith("2024-01-04");
    }

    [Theory]
    [InlineData("""{"y":{"1704067200000":1,"1704153600000":2,"1704240000000":3}}""")]
    [InlineData("""{"columns":["y"],"index":[1704067200000,1704153600000,1704240000000],"data":[[1],[2],[3]]}""")]
    [InlineData("""{"1704067200000":{"y":1},"1704153600000":{"y":2},"1704240000000":{"y":3}}""")]
    [InlineData("""[{"index":1704067200000,"y":1},{"index":1704153600000,"y":2},{"index":1704240000000,"y":3}]""")]
    [InlineData("""{"columns":["y"],"index":["2024-01-01","2024-01-02","2024-01-03"],"data":[[1],[2],[3]]}""")]
    public void Labels_that_are_times_are_a_column(string json)
    {
        TableContent table = TableTesting.Read(json);
        TimeSeries series = table.Series.ShouldHaveSingleItem();
        series.Target.ShouldBe([1, 2, 3]);
        series.Stamps()[0].ShouldBeOneOf("2024-01-01", "1704067200000");
        table.Roles.ToString().ShouldContain("time: index");
    }

    /// <summary>Milliseconds before September 2001 have twelve digits or fewer, or a sign.</summary>
    [Theory]
    [InlineData("1995-03-02", 24)]
    [InlineData("1969-12-30", 24)]
    [InlineData("1970-01-01", 24)]
    [InlineData("1970-04-11", 24)]
    [InlineData("1955-06-01", 24)]
    [InlineData("2001-09-07", 24)]
    [InlineData("1998-01-01", 1)]
    [InlineData("1998-01-01", 0.25)]
    [InlineData("2023-01-01", 24)]
    public void Labels_of_a_frame_are_milliseconds_as_pandas_writes_them(string first, double hours)
    {
        DateTime[] times = [.. Enumerable.Range(0, 20).Select(row => DateTime.Parse(first, CultureInfo.InvariantCulture).AddHours(hours * row))];
        string[] labels = [.. times.Select(time => ((long)(time - DateTime.UnixEpoch).TotalMilliseconds).ToString(CultureInfo.InvariantCulture))];
        foreach (string json in (string[])
        [
            $"{{\"y\":{{{string.Join(',', labels.Select((label, row) => $"\"{label}\":{row}"))}}},\"z\":{{{string.Join(',', labels.Select((label, row) => $"\"{label}\":{row}"))}}}}}",
            $"{{{string.Join(',', labels.Select((label, row) => $"\"{label}\":{{\"y\":{row}}}"))}}}",
            $"{{\"columns\":[\"y\"],\"index\":[{string.Join(',', labels)}],\"data\":[{string.Join(',', labels.Select((_, row) => $"[{row}]"))}]}}",
        ])
        {
            TableContent table = TableTesting.Read(json, new TableOptions { TargetColumns = ["y"] });
            TimeSeries series = table.Series.ShouldHaveSingleItem();
            table.Roles.TimeColumns.ShouldBe(["index"]);
            series.Times!.Select(stamp => stamp.Local).ShouldBe(times);
            series.Target.ShouldBe(Enumerable.Range(0, 20).Select(row => (double)row));
        }
    }

    [Theory]
    [InlineData("10", "20", "30")]
    [InlineData("1704067200", "1704153600", "1704240000")]
    [InlineData("1", "2", "3")]
    [InlineData("-9223372036854775808", "0", "9223372036854775807")]
    public void Other_labels_of_numbers_are_none(string first, string second, string third)
    {
        TimeSeries series = TableTesting.Read($"{{\"columns\":[\"y\"],\"index\":[{first},{second},{third}],\"data\":[[1],[2],[3]]}}").Series.ShouldHaveSingleItem();
        series.Stamps()[0].ShouldBe(first);
    }

    [Fact]
    public void Labels_that_are_positions_do_not_hide_the_time()
    {
        TableContent table = TableTesting.Read("{\"columns\":[\"ds\",\"y\"],\"index\":[100,101,102],\"data\":[[\"2024-01-01\",1],[\"2024-01-02\",2],[\"2024-01-03\",3]]}");
        table.Series.ShouldHaveSingleItem().Stamps()[0].ShouldBe("2024-01-01");
        table.Series[0].Target.ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void Ids_may_be_numbers_and_records_of_any_order()
    {
        TableContent table = TableTesting.Read(
            """[{"store":7,"ds":1704153600000,"y":2},{"store":7,"ds":1704067200000,"y":1},{"store":8,"ds":1704067200000,"y":3},{"store":8,"ds":1704153600000,"y":4}]""");
        table.Ids().ShouldBe(["7", "8"]);
        table.Series[1].Target.ShouldBe([3, 4]);
    }

    [Fact]
    public void A_number_has_a_point_and_never_thousands()
    {
        const string Json = """[{"ds":"2024-01-01","y":950,"text":"1.950"},{"ds":"2024-01-02","y":1.250,"text":"987"},{"ds":"2024-01-03","y":987,"text":"1.020"}]""";
        TableOptions options = new() { TargetColumns = ["y", "text"] };
        TableTesting.Read(Json, options).Series.Select(series => series.Target.Values[1]).ShouldBe([1.25, 987]);
        TableTesting.Read(Json, options with { DecimalMark = ',' }).Series.Select(series => series.Target.Values[0]).ShouldBe([950, 1950]);
    }

    [Fact]
    public void The_names_of_records_may_be_times()
    {
        TableContent table = TableTesting.Read("""[{"product":"a","2024-01":1.234,"2024-02":2,"2024-03":3},{"product":"b","2024-01":4,"2024-02":5,"2024-03":6}]""");
        table.Ids().ShouldBe(["a", "b"]);
        table.Series[0].Target.ShouldBe([1.234, 2, 3]);
    }

    [Fact]
    public void Truth_values_and_texts_are_categories()
    {
        TableContent table = TableTesting.Read(
            """[{"ds":"2024-01-01","y":1,"promo":true,"day":"mon\u0022"},{"ds":"2024-01-02","y":2,"promo":false,"day":"tue"}]""", new TableOptions { Covariates = ["promo", "day"] });
        TimeSeries series = table.Series.ShouldHaveSingleItem();
        series.Covariate("promo").Past.Texts().ShouldBe(["true", "false"]);
        series.Covariate("day").Past.Texts().ShouldBe(["mon\"", "tue"]);
    }

    [Fact]
    public void Rows_after_the_last_value_are_the_future()
    {
        TableContent table = TableTesting.Read(
            """[{"ds":"2024-01-01","y":1,"price":1},{"ds":"2024-01-02","y":2,"price":2},{"ds":"2024-01-03","y":3,"price":2},{"ds":"2024-01-04","price":3},{"ds":"2024-01-05","price":4}]""");
        table.Warnings.ShouldContain(warning => warning.Contains("are the future", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""[{"ds":"2024-01-01","y":[1]}]""", "row 1: 'y' is an array")]
    [InlineData("""[{"ds":"2024-01-01","y":1},{"ds":"2024-01-02","y":{"a":1}}]""", "row 2: 'y' is an object")]
    [InlineData("""[{"ds":"2024-01-01","y":1,"y":2}]""", "row 1: 'y' is there twice")]
    [InlineData("""[{"ds":"2024-01-01","y":-1e999}]""", "row 1: 'y' is Infinity")]
    [InlineData("""[{"ds":"2024-01-01","y":1},7]""", "row 2 is no object")]
    [InlineData("""[["2024-01-01",1]]""", "row 1 is an array")]
    [InlineData("[]", "no rows")]
    [InlineData("[{}]", "no rows")]
    [InlineData("""[{"ds":"2024-01-01","y":1}] x""", "not valid JSON")]
    [InlineData("""[{"ds":"2024-01-01","y":1}""", "not valid JSON")]
    [InlineData("""[{"ds":"2024-01-01","y":01}]""", "not valid JSON")]
    [InlineData("""[{"ds":"2024-01-01","y":"\uD800"}]""", "no valid Unicode")]
    [InlineData("""{"columns":["ds","y"],"data":[["2024-01-01",1],["2024-01-02"]]}""", "row 2 of 'data' has 1 cell; 'columns' has 2 names")]
    [InlineData("""{"columns":["ds","y"],"data":[["2024-01-01",1,2]]}""", "row 1 of 'data' has 3 cells")]
    [InlineData("""{"columns":["ds","y"],"index":[0],"data":[["2024-01-01",1],["2024-01-02",2]]}""", "'index' has 1 values for 2 rows")]
    [InlineData("""{"columns":["y","y"],"data":[[1,2]]}""", "Several columns have the same name: 'y'")]
    [InlineData("""{"columns":[["a","b"]],"data":[[1]]}""", "the name 1 in 'columns' is no text")]
    [InlineData("""{"ds":["2024-01-01","2024-01-02"],"y":[1]}""", "'ds' has more values than 'y', which has 1")]
    [InlineData("""{"ds":["2024-01-01"],"y":[1,2]}""", "'y' has more values than 'ds', which has 1")]
    [InlineData("""{"ds":{"0":"2024-01-01"},"y":{"1":1}}""", "row 1 is called '0' in 'ds' and '1' in 'y'")]
    [InlineData("""{"ds":["2024-01-01"],"y":{"0":1}}""", "'ds' is an array and 'y' an object")]
    [InlineData("""{"ds":["2024-01-01"],"ds":["2024-01-02"],"y":[1]}""", "'ds' is there twice")]
    [InlineData("""[{" y":1,"y":2,"ds":"2024-01-01"}]""", "Several columns have the same name: 'y'")]
    public void What_is_no_table_is_refused_with_its_row(string json, string says)
    {
        TollamaException error = TableTesting.Refuse(json);
        error.Code.ShouldBe(ErrorCode.InvalidTable);
        error.Message.ShouldContain(says);
    }

    [Fact]
    public void What_cannot_be_read_is_told_with_its_row()
    {
        const string Json = """[{"ds":"2024-01-01","y":1},{"ds":"2024-01-02","y":"many"},{"ds":"2024-01-03","y":3},{"ds":"2024-01-04","y":4},{"ds":"2024-01-05","y":5},{"ds":"2024-01-06","y":6}]""";
        TollamaException error = TableTesting.Refuse(Json, new TableOptions { TargetColumns = ["y"] }, new TableReading { Strict = true });
        error.Faults.ShouldContain(fault => fault.Msg == "row 2, column 'y': 'many' is not a number");
    }

    [Fact]
    public void A_delimiter_says_nothing_of_JSON() =>
        TableTesting.Refuse("""[{"ds":"2024-01-01","y":1}]""", new TableOptions { Delimiter = ';' }).Message.ShouldContain("delimiter=");

    [Fact]
    public void Limits_hold_for_records()
    {
        const string Json = """[{"ds":"2024-01-01","y":1},{"ds":"2024-01-02","y":2}]""";
        Refuse(new TableLimits { MaxRows = 1 }).ShouldContain("more than 1 rows");
        Refuse(new TableLimits { MaxColumns = 1 }).ShouldContain("more than 1 columns");
        Refuse(new TableLimits { MaxNameLength = 1 }).ShouldContain("'ds' has 2 characters; the limit is 1");
        Refuse(new TableLimits { MaxCellLength = 9 }).ShouldContain("row 1: 'ds' has 10 characters; the limit is 9");
        string Refuse(TableLimits limits) => TableTesting.Refuse(Json, reading: new TableReading { Limits = limits }).Message;
    }

    [Fact]
    public void A_table_of_nothing_but_holes_is_refused()
    {
        string json = $"[{string.Join(',', Enumerable.Range(0, 4000).Select(row => $"{{\"c{row}\":{row}}}"))}]";
        TableTesting.Refuse(json).Message.ShouldContain("4000 different names");
    }

    [Fact]
    public void A_single_record_is_a_table_when_its_type_says_so() =>
        TableReader.Read(
            TableInput.Of(Encoding.UTF8.GetBytes("""{"ds":"2024-01-01","y":1}""")), new TableOptions(), contentType: "application/x-ndjson", cancellationToken: TestContext.Current.CancellationToken)
            .Series.ShouldHaveSingleItem().Target.ShouldBe([1]);
}

using System.Text;
using CsCheck;
using Sylvan.Data.Csv;
using Tollama.Core.Api;
using Tollama.Core.Text;
using Tollama.Data.Tables;
using Tollama.Data.Tests.Tables;
using Tollama.Data.Writing;

namespace Tollama.Data.Tests.Writing;

public sealed class CsvAnswerWriterTests
{
    [Fact]
    public void A_forecast_is_a_row_a_step()
    {
        string csv = Write(
            new AnswerColumns(),
            new SeriesForecastData
            {
                Id = "a",
                Timestamps = ["2024-01-01", "2024-02-01"],
                Mean = [1.5, -2],
                Quantiles = new() { ["0.9"] = [3, 4e30], ["0.1"] = [0.1, double.NaN] },
            },
            new SeriesForecastData { Id = "b, \"c\"", Mean = [7] });

        csv.ShouldBe("unique_id,ds,mean,q0.1,q0.9\na,2024-01-01,1.5,0.1,3\na,2024-02-01,-2,,4E+30\n\"b, \"\"c\"\"\",1,7,,\n");
    }

    [Fact]
    public void Sums_thresholds_and_paths_have_columns_of_their_own()
    {
        ForecastPassage above = new() { Chance = [0.1, 0.4, 0.2], Ever = 0.5, First = [0.1, 0.3, 0.1] };
        SeriesForecastData forecast = new()
        {
            Id = "a",
            Timestamps = ["2024-01-30", "2024-01-31", "2024-02-01"],
            Mean = [1, 2, 3],
            Quantiles = new() { ["0.9"] = [2, 3, 4] },
            Paths = [[1, 1, 2], [2, 2, 4]],
            Threshold = new ForecastThreshold { Value = 2, Above = above, Below = above with { Ever = 0, First = [0, 0, 0], Chance = [0, 0, 0] } },
        };

        Write(new AnswerColumns(), forecast).ShouldBe(
            "unique_id,ds,mean,q0.9,above,below,passed_above,passed_below,path_1,path_2\n"
            + "a,2024-01-30,1,2,0.1,0,0.1,0,1,2\na,2024-01-31,2,3,0.4,0,0.4,0,1,2\na,2024-02-01,3,4,0.2,0,0.5,0,2,4\n");
        ForecastSums sums = new() { Period = "month", Timestamps = ["2024-01-30", "2024-02-01"], Steps = [2, 1], Mean = [3, 3], Quantiles = new() { ["0.9"] = [4.5, 4] } };
        Write(new AnswerColumns(), forecast with { Sums = sums }).ShouldBe(
            "unique_id,ds,steps,mean,q0.9,above,below,passed_above,passed_below,path_1,path_2\n"
            + "a,2024-01-30,2,3,4.5,0.4,0,0.4,0,2,4\na,2024-02-01,1,3,4,0.2,0,0.5,0,2,4\n");
    }

    [Fact]
    public void Id_columns_come_back_as_they_were()
    {
        AnswerColumns options = new() { IdColumns = ["store", "a, b"], HasErrors = true };
        SeriesForecastData forecast = new() { Id = "1/x", Keys = new Dictionary<string, string> { ["store"] = "1", ["a, b"] = "x" }, Mean = [7] };

        Write(options, forecast).ShouldBe("store,\"a, b\",ds,mean,error\n1,x,1,7,\n");
    }

    [Fact]
    public void A_table_and_its_forecast_have_the_same_id_columns()
    {
        TableContent table = TableTesting.Read("date,store,dept,sales\n" + string.Concat(Enumerable.Range(1, 9).SelectMany(
            day => new[] { "1,7", "1,8", "2,7" }.Select(key => $"2024-01-0{day},{key},{day}.5\n"))));
        SeriesForecastData[] forecasts = [.. table.Series.Select(series => new SeriesForecastData { Id = series.Id, Keys = series.Keys, Mean = [1] })];

        Write(new AnswerColumns { IdColumns = SeriesKeys.ColumnsOf(forecasts.Select(one => one.Keys)) }, forecasts)
            .ShouldBe("store,dept,ds,mean\n1,7,1,1\n1,8,1,1\n2,7,1,1\n");
    }

    [Fact]
    public void Names_stay_names_where_columns_do_not_tell()
    {
        SeriesKeys.ColumnsOf([]).ShouldBeEmpty();
        SeriesKeys.ColumnsOf([null]).ShouldBeEmpty();
        SeriesKeys.ColumnsOf([new Dictionary<string, string> { ["mean"] = "1" }]).ShouldBeEmpty();
        SeriesKeys.ColumnsOf([new Dictionary<string, string> { ["q0.1"] = "1" }]).ShouldBeEmpty();
        SeriesKeys.ColumnsOf([new Dictionary<string, string> { ["a"] = "1" }, new Dictionary<string, string> { ["b"] = "1" }]).ShouldBeEmpty();
        SeriesKeys.ColumnsOf([new Dictionary<string, string> { ["quarry"] = "1" }]).ShouldBe(["quarry"]);
        TableTesting.Read("id,date,p,r\na,2024-01-01,1,3\nb,2024-01-01,1,3\n", new() { TargetColumns = ["p", "r"], IdColumns = ["id"] }).Series.ShouldAllBe(series => series.Keys == null);
    }

    [Fact]
    public void A_reader_of_csv_gets_back_what_was_written() =>
        Gen.Select(Gen.String, Gen.Double.Array[1, 20]).Where((id, _) => !id.Contains('\0')).ForAll((id, mean) =>
        {
            string csv = Write(new AnswerColumns(), new SeriesForecastData { Id = id, Mean = mean });
            using CsvDataReader reader = CsvDataReader.Create(new StringReader(csv), new CsvDataReaderOptions { Delimiter = ',', Comment = '\0' });
            for (int step = 0; step < mean.Length; step++)
            {
                reader.Read().ShouldBeTrue();
                SpreadsheetText.Unmarked(reader.GetString(0)).ToString().ShouldBe(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(id)));
                reader.GetInt32(1).ShouldBe(step + 1);
                (reader.GetString(2).Length == 0 ? double.NaN : reader.GetDouble(2)).ShouldBe(double.IsFinite(mean[step]) ? mean[step] : double.NaN);
            }

            reader.Read().ShouldBeFalse();
        });

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")")]
    [InlineData("-store")]
    [InlineData("'=quoted")]
    [InlineData("@a, b")]
    public void A_name_that_a_spreadsheet_would_compute_is_a_text_in_the_cell_and_our_own_reader_knows_it_again(string id)
    {
        string csv = Write(new AnswerColumns(), new SeriesForecastData { Id = id, Timestamps = ["2024-01-01", "2024-01-02"], Mean = [1.5, -2] });

        csv.Split('\n')[1].Trim('"').ShouldStartWith("'" + id[0]);
        csv.ShouldContain(",-2\n", Case.Sensitive, "a number is no formula");
        TableTesting.Read(csv).Ids().ShouldBe([id]);
    }

    [Fact]
    public void An_error_that_a_spreadsheet_would_compute_is_a_text()
    {
        string csv = AnswerTable.Text(AnswerFormat.Csv, new AnswerColumns { HasErrors = true }, [], [new SeriesError { Id = "=1", Code = "X", Message = "=2" }]);

        csv.Split('\n')[1].ShouldBe("'=1,,,'=2");
    }

    private static string Write(AnswerColumns columns, params SeriesForecastData[] forecasts) =>
        AnswerTable.Text(AnswerFormat.Csv, columns with { Numbers = ForecastColumns.Of(forecasts) }, forecasts, []);
}

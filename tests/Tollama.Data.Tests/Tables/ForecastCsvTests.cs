using System.Buffers;
using System.Text;
using CsCheck;
using Sylvan.Data.Csv;
using Tollama.Core.Api;
using Tollama.Core.Text;
using Tollama.Data.Tables;

namespace Tollama.Data.Tests.Tables;

public sealed class ForecastCsvTests
{
    [Fact]
    public void A_forecast_is_a_row_a_step()
    {
        string csv = Write(
            new ForecastCsvOptions(),
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
    public void Columns_are_called_as_in_the_table_that_was_read()
    {
        TableRoles roles = new() { TimeColumns = ["Month"], IdColumns = ["store", "item"], TargetColumns = ["y"] };

        Write(ForecastCsvOptions.For(roles)).ShouldBe("store/item,Month,mean\n");
        Write(ForecastCsvOptions.For(new TableRoles())).ShouldBe("unique_id,ds,mean\n");
    }

    [Fact]
    public void A_reader_of_csv_gets_back_what_was_written() =>
        Gen.Select(Gen.String, Gen.Double.Array[1, 20]).Where((id, _) => !id.Contains('\0')).ForAll((id, mean) =>
        {
            string csv = Write(new ForecastCsvOptions(), new SeriesForecastData { Id = id, Mean = mean });
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
        string csv = Write(new ForecastCsvOptions(), new SeriesForecastData { Id = id, Timestamps = ["2024-01-01", "2024-01-02"], Mean = [1.5, -2] });

        csv.Split('\n')[1].Trim('"').ShouldStartWith("'" + id[0]);
        csv.ShouldContain(",-2\n", Case.Sensitive, "a number is no formula");
        TableTesting.Read(csv).Ids().ShouldBe([id]);
    }

    [Fact]
    public void An_error_that_a_spreadsheet_would_compute_is_a_text()
    {
        ArrayBufferWriter<byte> output = new();
        ForecastCsv.WriteError(output, new SeriesError { Id = "=1", Code = "X", Message = "=2" }, levels: 0);

        Encoding.UTF8.GetString(output.WrittenSpan).ShouldBe("'=1,,,'=2\n");
    }

    private static string Write(ForecastCsvOptions options, params SeriesForecastData[] forecasts)
    {
        ArrayBufferWriter<byte> output = new();
        ForecastCsv.Write(output, new ForecastResponse { Forecasts = forecasts }, options);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}

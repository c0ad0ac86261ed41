using Tollama.Core.Api;
using Tollama.Core.Frequencies;
using Tollama.Core.Series;
using Tollama.Data.Tables;
using Tollama.Data.Tests.Tables;
using Tollama.Data.Time;
using Tollama.Data.Writing;

namespace Tollama.Data.Tests.Writing;

/// <summary>A forecast as CSV that is written like the table it was made of: it can be put below it.</summary>
public sealed class LikeInputTests
{
    [Theory]
    [InlineData("Datum;Umsatz\n01.01.2024;1.234,50\n02.01.2024;1.250,25\n03.01.2024;1.260,00\n", "Datum;Umsatz\n04.01.2024;1270,123\n")]
    [InlineData("Month,Sales\nOct-23,10\nNov-23,20\nDec-23,30\n", "Month,Sales\nJan-24,1270.1\n")]
    [InlineData("quarter\tunits\n2023Q2\t1\n2023Q3\t2\n2023Q4\t3\n", "quarter\tunits\n2024Q1\t1270.1\n")]
    [InlineData("date,y\n2024-01,1.5\n2024-02,2.5\n2024-03,3.5\n", "date,y\n2024-04,1270.12\n")]
    [InlineData("date,y\n1/30/2024 9:00 PM,1\n1/30/2024 10:00 PM,2\n1/30/2024 11:00 PM,3\n", "date,y\n1/31/2024 12:00 AM,1270.1\n")]
    [InlineData("y,date\n1,2024-01-01\n2,2024-01-02\n3,2024-01-03\n", "y,date\n1270.1,2024-01-04\n")]
    [InlineData("2024-01-01,1\n2024-01-02,2\n2024-01-03,3\n", "2024-01-04,1270.1\n")]
    [InlineData("a;b\n1;2,5\n2;3,5\n3;4,5\n", "unique_id;ds;mean\na;3;1270,12\nb;3;1270,12\n")]
    public void One_series_comes_back_in_its_own_form(string table, string answer) => Answer(table, 1270.1234).ShouldBe(answer);

    [Fact]
    public void Ids_stand_apart_where_they_stood_and_a_formula_is_a_text()
    {
        string table = "date;store;item;sales\n" + string.Concat(Enumerable.Range(1, 9).SelectMany(day => new[] { "1;=a", "1;b", "2;b" }.Select(key => $"0{day}.01.2024;{key};{day},5\n")));

        Answer(table, 0.000123456).ShouldBe("date;store;item;sales\n10.01.2024;1;'=a;0,0001235\n10.01.2024;1;b;0,0001235\n10.01.2024;2;b;0,0001235\n");
    }

    [Theory]
    [InlineData(1e20, "1E+20")]
    [InlineData(0, "0")]
    [InlineData(1234567.891, "1234567.9")]
    [InlineData(-0.05, "-0.05")]
    [InlineData(0.0123456, "0.01235")]
    public void A_forecast_is_rounded_but_never_away(double value, string written) =>
        Answer("date,y\n2024-01-01,1\n2024-01-02,2\n2024-01-03,3\n", value).ShouldBe($"date,y\n2024-01-04,{written}\n");

    [Fact]
    public void A_wide_table_is_answered_in_rows()
    {
        Answer("date,a,b\n01.02.2024,1,2\n02.02.2024,2,3\n03.02.2024,3,4\n", 1.25).ShouldBe("unique_id,date,mean\na,04.02.2024,1.25\nb,04.02.2024,1.25\n");
    }

    [Fact]
    public void Levels_and_errors_follow_behind()
    {
        InputForm form = Form("Datum;Wert\n01.01.2024;1,5\n02.01.2024;2,5\n03.01.2024;3,5\n");
        SeriesForecastData forecast = new() { Id = "Wert", Timestamps = ["2024-01-04"], Mean = [1.25], Quantiles = new() { ["0.1"] = [1], ["0.9"] = [2.123456] } };
        AnswerColumns columns = new() { Numbers = ForecastColumns.Of([forecast]), HasErrors = true, IsOneSeries = true };

        AnswerTable.Text(AnswerFormat.Csv, columns, [forecast], [], form).ShouldBe("Datum;Wert;q0.1;q0.9;error\n04.01.2024;1,25;1;2,123;\n");
    }

    [Theory]
    [InlineData("year,month,y\n2023,10,1\n2023,11,2\n2023,12,3\n")]
    [InlineData("date,y\n30.03.2024 22:00 CET,1\n30.03.2024 23:00 CET,2\n31.03.2024 00:00 CET,3\n")]
    public void A_form_that_cannot_be_written_is_told(string table)
    {
        InputForm form = Form(table);

        (form.HasIsoStamps, form.Stamps).ShouldBe((false, null));
    }

    [Fact]
    public void Nothing_is_kept_unless_it_is_wanted() => TableTesting.Read("date,y\n2024-01-01,1\n2024-01-02,2\n").Form.ShouldBeNull();

    private static InputForm Form(string table) => TableTesting.Read(table, reading: new TableReading { KeepsForm = true }).Form.ShouldNotBeNull();

    private static string Answer(string table, double mean)
    {
        TableContent content = TableTesting.Read(table, reading: new TableReading { KeepsForm = true });
        Frequency step = StepOf(content.Series[0]);
        SeriesForecastData[] forecasts =
        [
            .. content.Series.Select(series => new SeriesForecastData
            {
                Id = series.Id,
                Keys = series.Keys,
                Mean = [mean],
                Timestamps = [new SteppedTimes(series.Times![0], step, series.Length + 1)[series.Length].ToString()],
            }),
        ];
        AnswerColumns columns = new()
        {
            IdColumns = SeriesKeys.ColumnsOf(forecasts.Select(one => one.Keys)),
            Numbers = ForecastColumns.Of(forecasts),
            IsOneSeries = content.Form!.TargetColumn is not null && content.Series is [{ Keys: null }],
        };
        return AnswerTable.Text(AnswerFormat.Csv, columns, forecasts, [], content.Form);
    }

    private static Frequency StepOf(TimeSeries series) => FrequencyInference.Infer([.. series.Times!])!.Frequency;
}

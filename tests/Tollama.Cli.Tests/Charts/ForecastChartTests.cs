using CsCheck;
using Tollama.Cli.Terminal;
using Tollama.Cli.Terminal.Charts;

namespace Tollama.Cli.Tests.Charts;

public sealed class ForecastChartTests
{
    private static readonly Ansi Plain = new(isOn: false);

    [Fact]
    public void Chart_of_monthly_passengers() => GoldenFile.ShouldMatch(Render(Samples.Passengers, 80));

    [Fact]
    public void Chart_on_a_narrow_terminal() => GoldenFile.ShouldMatch(Render(Samples.Passengers, 40));

    [Fact]
    public void Chart_without_history_or_band() =>
        GoldenFile.ShouldMatch(Render(Samples.Passengers with { History = [], Low = [], High = [] }, 60));

    [Fact]
    public void Chart_of_a_history_with_gaps() =>
        GoldenFile.ShouldMatch(Render(Samples.Passengers with { History = [.. Samples.Passengers.History.Select((value, index) => index % 12 is 5 or 6 ? double.NaN : value)] }, 60));

    [Fact]
    public void Chart_in_colour()
    {
        string text = string.Join('\n', ForecastChart.Render(Samples.Passengers, 60, 6, new Ansi(isOn: true)));

        text.ShouldContain("\e[36mmean\e[0m");
        text.ShouldContain("\e[90m░");
        System.Text.RegularExpressions.Regex.Replace(text, "\e\\[\\d+m", "").ShouldBe(string.Join('\n', ForecastChart.Render(Samples.Passengers, 60, 6, Plain)));
    }

    [Fact]
    public void A_constant_series_of_one_step_has_a_chart() =>
        ForecastChart.Render(new ChartData { History = [], Mean = [5] }, 40, 6, Plain).Count().ShouldBe(9);

    [Fact]
    public void A_forecast_without_any_number_has_none() =>
        ForecastChart.Render(new ChartData { History = [double.NaN], Mean = [double.NaN] }, 40, 6, Plain).ShouldBeEmpty();

    [Fact]
    public void No_line_is_wider_than_the_terminal() =>
        Gen.Select(Gen.Double[-1e6, 1e6].Array[0, 60], Gen.Double[-1e6, 1e6].Array[1, 30], Gen.Int[40, 120]).ForAll((history, mean, width) =>
        {
            ChartData data = new()
            {
                History = history, Mean = mean, Low = [.. mean.Select(value => value - 10)], High = [.. mean.Select(value => value + 10)],
                FirstLabel = "2020-01-01", ForecastLabel = "2021-01-01", LastLabel = "2022-01-01", BandLabel = "0.1 to 0.9",
            };
            ForecastChart.Render(data, width, 8, Plain).ShouldAllBe(line => line.Length <= width);
        });

    private static string Render(ChartData data, int width) => string.Join('\n', ForecastChart.Render(data, width, 12, Plain)) + "\n";
}

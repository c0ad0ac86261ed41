using System.Globalization;
using Tollama.Core.Forecasting;
using Tollama.Core.Frequencies;
using Tollama.Core.Series;
using Tollama.Stats.Tests.Cases;

namespace Tollama.Stats.Tests;

/// <summary>What happens on a date happens on that date, although a season of 365 values counts days.</summary>
public sealed class LeapDayTests
{
    private static readonly DateTime Next = new(2024, 7, 1);

    [Theory]
    [InlineData("mstl", 165)]
    [InlineData("auto", 140)]
    [InlineData("auto:fast", 140)]
    public void Christmas_stays_on_its_dates_after_a_leap_day(string model, double least)
    {
        double[] y = CaseFile.Values("december");
        SeriesForecast forecast = Forecast(model, y, Next.AddDays(-y.Length), 184);
        double On(int month, int day) => forecast.Mean[(new DateTime(2024, month, day) - Next).Days];
        On(12, 23).ShouldBeInRange(90, 125);
        On(12, 24).ShouldBeGreaterThan(least);
        On(12, 25).ShouldBeGreaterThan(least);
        On(12, 26).ShouldBeGreaterThan(least);
        On(12, 27).ShouldBeInRange(90, 125);
    }

    [Fact]
    public void A_leap_day_of_the_future_is_between_its_neighbours_and_moves_no_date()
    {
        // Ends on 2027-12-31; 2028-02-29 is step 60, and the pattern of each 1 March is 50 higher.
        DateTime start = new(2024, 6, 1);
        int length = (new DateTime(2028, 1, 1) - start).Days;
        double Truth(DateTime day) => day is { Month: 3, Day: 1 } ? 150 : 100;
        SeriesForecast forecast = Forecast("mstl", [.. Enumerable.Range(0, length).Select(day => Truth(start.AddDays(day)))], start, 70);
        forecast.Mean.Length.ShouldBe(70);
        forecast.Mean[58].ShouldBe(100, 5);
        forecast.Mean[59].ShouldBe(125, 8);
        forecast.Mean[60].ShouldBe(150, 10);
        forecast.Quantiles[0].Length.ShouldBe(70);
    }

    [Fact]
    public void A_leap_day_among_missing_values_at_the_end_is_one_of_the_future()
    {
        DateTime start = new(2024, 6, 1);
        double[] y = [.. Enumerable.Range(0, (new DateTime(2028, 2, 20) - start).Days).Select(day => start.AddDays(day) is { Month: 3, Day: <= 9 } ? 150 : 100 + (day % 7.0))];
        SeriesForecast whole = Forecast("mstl", y, start, 40);
        SeriesForecast after = Forecast("mstl", [.. y, .. Enumerable.Repeat(double.NaN, 15)], start, 25);
        after.Mean.ShouldBe(whole.Mean[15..]);
        after.Quantiles[0].ShouldBe(whole.Quantiles[0][15..]);
        after.Mean[0].ShouldBe(150, 12);
    }

    private static SeriesForecast Forecast(string model, double[] y, DateTime start, int horizon)
    {
        TimeSeries series = new()
        {
            Id = "s",
            Target = y,
            Frequency = Frequency.Parse("D"),
            Times = [.. Enumerable.Range(0, y.Length).Select(day => Timestamp.Parse(start.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)))],
        };
        IForecastModel loaded = new StatsFamily(TimeProvider.System).Load(new ModelReference { Family = "stats", Model = model }, TestContext.Current.CancellationToken);
        ForecastTask task = new() { Panel = new Panel([series], horizon), QuantileLevels = [0.1] };
        return loaded.Forecast(task, null, TestContext.Current.CancellationToken)[0].Forecast!;
    }
}

using Tollama.Core.Forecasting;
using Tollama.Core.Frequencies;
using Tollama.Core.Series;

namespace Tollama.Stats.Tests;

/// <summary>Steps that do not divide a day: fifty minutes are 28.8 a day, and 144 in five days.</summary>
public sealed class UnevenDayTests
{
    private const int Horizon = 58;

    [Theory]
    [InlineData("seasonal-naive", 576, 0.1)]
    [InlineData("mstl", 576, 0.5)]
    [InlineData("auto-ets", 576, 0.5)]
    [InlineData("seasonal-naive", 100, 3)]
    public void The_day_is_the_season(string name, int length, double error)
    {
        TimeSeries series = new() { Id = "s", Target = [.. Enumerable.Range(0, length).Select(Truth)], Frequency = Frequency.Parse("50min") };
        IForecastModel model = new StatsFamily(TimeProvider.System).Load(new ModelReference { Family = "stats", Model = name }, TestContext.Current.CancellationToken);

        SeriesOutcome outcome = model.Forecast(new ForecastTask { Panel = new Panel([series], Horizon) }, null, TestContext.Current.CancellationToken)[0];

        outcome.Forecast!.Mean.Select((value, step) => Math.Abs(value - Truth(length + step))).Average().ShouldBeLessThan(error);
    }

    [Theory]
    [InlineData("7min", 7)]
    [InlineData("25min", 25)]
    [InlineData("100min", 100)]
    [InlineData("5h", 300)]
    [InlineData("9h", 540)]
    [InlineData("10h", 600)]
    public void Every_step_has_its_day(string frequency, int minutes)
    {
        Random random = new(minutes);
        double Level(int step) => 50 + (30 * Math.Sin(Math.Tau * step * minutes / 1440.0)) + (10 * Math.Sin(2 * Math.Tau * step * minutes / 1440.0));
        int length = minutes >= 300 ? 240 : 1440 / minutes * 12;
        double[] target = [.. Enumerable.Range(0, length).Select(step => Level(step) + random.NextDouble() - 0.5)];
        TimeSeries series = new() { Id = "s", Target = target, Frequency = Frequency.Parse(frequency) };
        foreach (string name in (string[])["seasonal-naive", "auto:fast", "auto", "auto-ets", "mstl"])
        {
            IForecastModel model = new StatsFamily(TimeProvider.System)
                .Load(new ModelReference { Family = "stats", Model = name }, TestContext.Current.CancellationToken);
            ForecastTask task = new() { Panel = new Panel([series], Math.Max(6, 2880 / minutes)) };
            SeriesOutcome outcome = model.Forecast(task, null, TestContext.Current.CancellationToken)[0];
            outcome.Forecast!.Mean.Select((value, step) => Math.Abs(value - Level(length + step))).Average().ShouldBeLessThan(5, name);
        }
    }

    [Theory]
    [InlineData(7)]
    [InlineData(25)]
    [InlineData(50)]
    [InlineData(100)]
    [InlineData(300)]
    [InlineData(540)]
    [InlineData(600)]
    public void The_day_is_found_in_a_list_of_numbers(int minutes)
    {
        Random random = new(minutes);
        double Level(int step) => 50 + (30 * Math.Sin(Math.Tau * step * minutes / 1440.0)) + (10 * Math.Sin(2 * Math.Tau * step * minutes / 1440.0));
        int length = minutes >= 300 ? 240 : 1440 * 24 / minutes;
        TimeSeries series = new() { Id = "s", Target = [.. Enumerable.Range(0, length).Select(step => Level(step) + random.NextDouble() - 0.5)] };
        foreach (string name in (string[])["seasonal-naive", "auto:fast", "auto", "auto-ets", "mstl"])
        {
            IForecastModel model = new StatsFamily(TimeProvider.System)
                .Load(new ModelReference { Family = "stats", Model = name }, TestContext.Current.CancellationToken);
            ForecastTask task = new() { Panel = new Panel([series], Math.Max(6, 2880 / minutes)) };
            SeriesOutcome outcome = model.Forecast(task, null, TestContext.Current.CancellationToken)[0];
            outcome.Forecast!.Mean.Select((value, step) => Math.Abs(value - Level(length + step))).Average().ShouldBeLessThan(2, name);
        }
    }

    private static double Truth(int step)
    {
        double days = step * 50 / 1440.0;
        return 50 + (30 * Math.Sin(2 * Math.PI * days)) + (10 * Math.Sin(4 * Math.PI * days));
    }
}

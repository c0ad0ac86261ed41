using Tollama.Core.Forecasting;

namespace Tollama.Stats.Tests.Laws;

/// <summary>Intervals stay on the scale of the data, on series of the real world; the benchmark <c>widths</c> looks at all of them.</summary>
public sealed class SharedWidthLawsTests
{
    private const int HorizonTimes = 3;
    private const int Series = 3;

    // Values times season that a fit of every method takes at most a second or two for.
    private const long LongSeries = 20_000;

    private static readonly double[] Levels = [0.025, 0.975];

    public static IEnumerable<TheoryDataRow<string>> Sets => SharedSeries.Sets;

    [Theory]
    [MemberData(nameof(Sets))]
    public void No_interval_is_much_wider_than_that_of_a_random_walk_unless_the_history_went_farther(string set)
    {
        foreach (SharedSeries series in SharedSeries.Sample(set, Series))
        {
            bool isLong = (long)series.Values.Length * series.Season > LongSeries;
            foreach (UnivariateModel model in Models.All.Where(model => model is not Stats.Arima && !(isLong && model is AutoArima or Stats.Tbats)))
            {
                SeriesForecast forecast = model.Fit(series.Values, series.Season, TestContext.Current.CancellationToken).Forecast(HorizonTimes * series.Horizon, Levels);
                for (int step = 1; step <= forecast.Mean.Length; step++)
                {
                    double width = forecast.Quantiles[1][step - 1] - forecast.Quantiles[0][step - 1];
                    double most = WidthLaw.Most(series.Values, step);
                    (width <= (most * 1.0001) + 1e-9).ShouldBeTrue($"{model.Name} on {series.Id}, step {step}: {width} is more than {most}");
                }
            }
        }
    }
}

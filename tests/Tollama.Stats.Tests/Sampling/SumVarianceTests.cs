using Tollama.Core.Sampling;
using Tollama.Stats.Tests.Arima;

namespace Tollama.Stats.Tests.Sampling;

/// <summary>The spread of sums: by a formula, and by running fitted models on.</summary>
public sealed class SumVarianceTests
{
    private const int Horizon = 12;

    // A standard deviation from 10,000 paths is known to 0.7 %, from as many simulated futures as well.
    private const double Tolerance = 0.035;

    [Fact]
    public void The_sum_of_a_random_walk_spreads_as_the_formula_says()
    {
        double[] y = Simulation.Integrate([1000, .. Simulation.Noise(200, seed: 1)]);
        double sigma = Math.Sqrt(y.Zip(y.Skip(1), (before, after) => (after - before) * (after - before)).Average());

        // The error of the first step is in all steps, that of the last in one: the sum of the squares of 1 to the horizon.
        double expected = sigma * Math.Sqrt(Horizon * (Horizon + 1) * ((2 * Horizon) + 1) / 6.0);
        Spread(new Naive().Fit(y)).ShouldBe(expected, Tolerance * expected);
    }

    [Fact]
    public void The_sum_of_a_level_with_noise_spreads_as_independent_steps_do()
    {
        double[] y = Simulation.Noise(300, seed: 2);
        double mean = y.Average(), sigma = Math.Sqrt(y.Sum(value => (value - mean) * (value - mean)) / 299);
        Spread(new HistoricalMean().Fit(y)).ShouldBe(sigma * Math.Sqrt(Horizon), Tolerance * sigma * Math.Sqrt(Horizon));
    }

    [Theory]
    [InlineData(-0.7, 0.2)]
    [InlineData(0.8, -0.3)]
    public void The_sum_of_an_arima_process_spreads_as_its_simulated_futures_do(double ar, double ma)
    {
        FittedModel fitted = new Stats.Arima(1, 0, 1).Fit(Simulation.Arma([ar], [ma], 300, seed: 3));
        (double ar1, double ma1) = (fitted.Parameters["ar1"], fitted.Parameters["ma1"]);
        double expected = SpreadOf(noise =>
        {
            (double sum, double value, double before) = (0, 0, 0);
            foreach (double error in noise)
            {
                value = (ar1 * value) + error + (ma1 * before);
                before = error;
                sum += value;
            }

            return sum;
        }) * Math.Sqrt(fitted.Parameters["sigma2"]);
        Spread(fitted).ShouldBe(expected, Tolerance * expected);
    }

    [Fact]
    public void The_sum_of_exponential_smoothing_spreads_as_its_simulated_futures_do()
    {
        double[] walk = Simulation.Integrate(Simulation.Noise(120, seed: 4));
        FittedModel fitted = new Ets("AAA").Fit([.. walk.Select((value, time) => 500 + (0.3 * value) + (time % 4 * 5))], 4);
        (double alpha, double beta, double gamma) = (fitted.Parameters["alpha"], fitted.Parameters["beta"], fitted.Parameters["gamma"]);
        double expected = SpreadOf(noise =>
        {
            (double sum, double level, double slope, double[] season) = (0, 0, 0, new double[4]);
            for (int step = 0; step < noise.Length; step++)
            {
                sum += level + slope + season[step % 4] + noise[step];
                level += slope + (alpha * noise[step]);
                slope += beta * noise[step];
                season[step % 4] += gamma * noise[step];
            }

            return sum;
        }) * Math.Sqrt(fitted.Parameters["sigma2"]);
        Spread(fitted).ShouldBe(expected, Tolerance * expected);
    }

    [Fact]
    public void The_sum_of_an_ensemble_spreads_less_than_if_its_steps_were_the_same_and_more_than_if_they_were_independent()
    {
        double[] y = Simulation.Integrate([100, .. Simulation.Noise(120, seed: 5)]);
        FittedModel fitted = new Auto().Fit(y);
        SamplePaths paths = Draw(fitted);
        double[] spreads = [.. Enumerable.Range(0, Horizon).Select(step => Deviation(paths.Sums(step, 1, TestContext.Current.CancellationToken)))];
        Spread(fitted).ShouldBeInRange(1.5 * Math.Sqrt(spreads.Sum(spread => spread * spread)), 0.98 * spreads.Sum());
    }

    private static double SpreadOf(Func<double[], double> sum) =>
        Deviation([.. Simulation.Noise(10_000 * Horizon, seed: 6).Chunk(Horizon).Select(sum)]);

    private static double Spread(FittedModel fitted) => Deviation(Draw(fitted).Sums(0, Horizon, TestContext.Current.CancellationToken));

    private static SamplePaths Draw(FittedModel fitted) =>
        fitted.Sample(Horizon, new SampleSettings { Paths = 10_000 }, cancellationToken: TestContext.Current.CancellationToken);

    private static double Deviation(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / values.Length);
    }
}

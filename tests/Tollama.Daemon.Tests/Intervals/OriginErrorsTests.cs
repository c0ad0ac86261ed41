using Tollama.Daemon.Intervals;

namespace Tollama.Daemon.Tests.Intervals;

/// <summary>The laws of conformal intervals, on series that were drawn with a seed and models of a line of code.</summary>
public sealed class OriginErrorsTests
{
    private static readonly double[] Levels = [0.025, 0.1, 0.5, 0.9, 0.975];

    private delegate double Draw(Random random);

    // Split-conformal intervals cover as said where errors are exchangeable, whatever their law: 400 series of 6 steps, whose standard error is 0.8 % at 80 % and 0.5 % at 95 %.
    [Theory]
    [InlineData("normal", 60)]
    [InlineData("normal", 200)]
    [InlineData("exponential", 60)]
    [InlineData("exponential", 200)]
    [InlineData("heavy", 200)]
    public void The_share_of_values_inside_is_that_of_the_levels(string law, int length)
    {
        Random random = new(17);
        Draw draw = law switch
        {
            "normal" => Normal,
            "exponential" => one => -Math.Log(1 - one.NextDouble()),
            _ => one => Normal(one) / Math.Sqrt(0.2 + one.NextDouble()),
        };
        (int below, int above, int inside95, int count) = (0, 0, 0, 0);
        for (int series = 0; series < 400; series++)
        {
            double[] all = [.. Enumerable.Range(0, length + 6).Select(_ => draw(random))];
            double[][] quantiles = Quantiles(all[..length], 6, Average);
            for (int step = 0; step < 6; step++)
            {
                double value = all[length + step];
                below += value < quantiles[1][step] ? 1 : 0;
                above += value > quantiles[3][step] ? 1 : 0;
                inside95 += value >= quantiles[0][step] && value <= quantiles[4][step] ? 1 : 0;
                count++;
            }
        }

        ((double)below / count).ShouldBe(0.1, 0.025);
        ((double)above / count).ShouldBe(0.1, 0.025);
        ((double)inside95 / count).ShouldBe(0.945, 0.025);
    }

    // The model's own idea of its errors would be too narrow here: conformal intervals learn how they grow with the step.
    [Fact]
    public void Errors_that_grow_with_the_step_are_followed()
    {
        Random random = new(5);
        (int first, int last, int count) = (0, 0, 0);
        for (int series = 0; series < 600; series++)
        {
            double[] all = new double[208];
            for (int i = 1; i < all.Length; i++)
            {
                all[i] = all[i - 1] + Normal(random);
            }

            double[][] quantiles = Quantiles(all[..200], 8, LastValue);
            first += all[200] >= quantiles[1][0] && all[200] <= quantiles[3][0] ? 1 : 0;
            last += all[207] >= quantiles[1][7] && all[207] <= quantiles[3][7] ? 1 : 0;
            count++;
        }

        ((double)first / count).ShouldBe(0.8, 0.06);
        ((double)last / count).ShouldBe(0.8, 0.06);
    }

    [Fact]
    public void A_skewed_law_has_skewed_quantiles()
    {
        Random random = new(3);
        double[] history = [.. Enumerable.Range(0, 300).Select(_ => -Math.Log(1 - random.NextDouble()))];

        double[][] quantiles = Quantiles(history, 1, Average);

        (quantiles[4][0] - quantiles[2][0]).ShouldBeGreaterThan(2 * (quantiles[2][0] - quantiles[0][0]));
    }

    [Theory]
    [InlineData(4, 0)]
    [InlineData(0.25, 0)]
    [InlineData(1, 1024)]
    [InlineData(1, -1024)]
    public void A_series_of_another_unit_or_level_has_intervals_of_that_unit_and_level(double scale, double shift)
    {
        Random random = new(11);
        double[] history = [.. Enumerable.Range(0, 80).Select(_ => Normal(random))];

        double[][] plain = Quantiles(history, 5, LastValue);
        double[][] moved = Quantiles([.. history.Select(value => (value * scale) + shift)], 5, LastValue);

        foreach ((double[] one, double[] other) in plain.Zip(moved))
        {
            one.Zip(other).ShouldAllBe(pair => Math.Abs((pair.First * scale) + shift - pair.Second) < 1e-9);
        }
    }

    [Fact]
    public void Quantiles_ascend_and_have_the_mean_between_them_whatever_the_errors()
    {
        Random random = new(23);
        for (int trial = 0; trial < 300; trial++)
        {
            double[] history = [.. Enumerable.Range(0, 12 + (trial % 60)).Select(place => random.Next(4) == 0 && place > 5 ? double.NaN : Normal(random) * Math.Exp(trial % 7))];
            double bias = (trial % 3) - 1;
            double[][] quantiles = Quantiles(history, 1 + (trial % 9), seen => LastValue(seen) + (100 * bias), out double[] mean);

            for (int step = 0; step < mean.Length; step++)
            {
                double[] column = [.. quantiles.Select(row => row[step])];
                column.ShouldAllBe(value => double.IsFinite(value));
                column.ShouldBe(column.Order());
                column[1].ShouldBeLessThanOrEqualTo(mean[step]);
                column[3].ShouldBeGreaterThanOrEqualTo(mean[step]);
            }
        }
    }

    [Fact]
    public void A_model_that_was_always_right_has_intervals_of_no_width()
    {
        double[] history = [.. Enumerable.Repeat(7.0, 60)];

        Quantiles(history, 4, LastValue).ShouldAllBe(row => row.All(value => value == 7));
    }

    [Fact]
    public void Values_that_are_missing_are_no_errors()
    {
        double[] history = [.. Enumerable.Range(0, 60).Select(place => place % 2 == 0 ? place : double.NaN)];
        OriginForecast[] origins = [new(10, [50, 50, 50, 50])];

        OriginErrors errors = OriginErrors.Of(history, origins, 4, 1);

        errors.Count.ShouldBe(2);
        errors.Origins.ShouldBe(1);
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static double Average(double[] seen) => seen.Where(double.IsFinite).Average();

    private static double LastValue(double[] seen) => seen.Last(double.IsFinite);

    private static double[][] Quantiles(double[] history, int horizon, Func<double[], double> model) => Quantiles(history, horizon, model, out _);

    private static double[][] Quantiles(double[] history, int horizon, Func<double[], double> model, out double[] mean)
    {
        OriginForecast[] origins =
            [.. OriginAges.Of(history.Length, horizon, 1, 39).Select(age => new OriginForecast(age, [.. Enumerable.Repeat(model(history[..^age]), horizon)]))];
        OriginErrors errors = OriginErrors.Of(history, origins, horizon, 1);
        double[] center = mean = [.. Enumerable.Repeat(model(history), horizon)];
        return [.. Levels.Select(level => errors.Quantiles(level, center))];
    }
}

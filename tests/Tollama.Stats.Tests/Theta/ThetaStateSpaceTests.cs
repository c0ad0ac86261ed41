using CsCheck;
using Tollama.Numerics.Work;

namespace Tollama.Stats.Tests;

public sealed class ThetaStateSpaceTests
{
    private static readonly Gen<double[]> Histories = Gen.Double[50, 100].Array[6, 30];

    [Fact]
    public void The_line_so_far_is_that_of_least_squares() => Histories.ForAll(values =>
    {
        ThetaTrend trend = ThetaTrend.Dynamic(values, WorkMeter.Endless());
        for (int count = 2; count < values.Length; count++)
        {
            (double intercept, double slope) = LeastSquares(values[..count]);
            trend.Slopes[count].ShouldBe(slope, 1e-9);
            trend.Intercepts[count].ShouldBe(intercept - values[0], 1e-8);
        }
    });

    [Fact]
    public void No_point_of_a_fine_grid_fits_better() =>
        Gen.Select(Histories, Gen.Bool, Gen.Bool).ForAll(
            (values, isDynamic, optimized) =>
            {
                ThetaTrend trend = isDynamic ? ThetaTrend.Dynamic(values, WorkMeter.Endless()) : ThetaTrend.Static(values, WorkMeter.Endless());
                ThetaStateSpace model = ThetaStateSpace.Fit(trend, optimized, given: null, WorkMeter.Endless());
                model.SquaredErrors.ShouldBe(SquaredErrors(trend, model.Alpha, model.Weight, model.Initial), 1e-6 * (1 + model.SquaredErrors));
                foreach (double alpha in Steps(0.1, 0.99, 24))
                {
                    foreach (double weight in optimized ? Steps(0, 0.99, 11) : [0.5])
                    {
                        foreach (double initial in Steps(model.Initial - 5, model.Initial + 5, 10))
                        {
                            SquaredErrors(trend, alpha, weight, initial).ShouldBeGreaterThanOrEqualTo(model.SquaredErrors * (1 - 1e-6));
                        }
                    }
                }
            },
            cases: 50);

    [Fact]
    public void Fitted_values_are_the_recursion_s()
    {
        double[] values = [10, 12, 11, 15, 14, 18, 17];
        ThetaTrend trend = ThetaTrend.Dynamic(values, WorkMeter.Endless());
        ThetaStateSpace model = ThetaStateSpace.Fit(trend, optimized: true, given: null, WorkMeter.Endless());
        double[] fitted = model.Run(WorkMeter.Endless(), out _);
        fitted.Zip(values, (ours, value) => (ours - value) * (ours - value)).Sum().ShouldBe(model.SquaredErrors, 1e-9);
        model.Theta.ShouldBe(1 / (1 - model.Weight));
    }

    [Fact]
    public void The_variance_of_a_static_line_has_a_closed_form()
    {
        ThetaErrorSpread spread = new(alpha: 0.3, weight: 0.5, isDynamic: false);
        for (int step = 1; step < 20; step++)
        {
            spread.Next(count: 9 + step, reach: 0.1, memory: 3).ShouldBe(1 + ((step - 1) * 0.09), 1e-12);
        }
    }

    [Fact]
    public void The_variance_of_a_moving_line_is_the_sum_of_squared_responses_to_a_single_shock()
    {
        const double Alpha = 0.4, Weight = 0.8;
        const int Start = 8, Horizon = 12;
        double[][] responses = [.. Enumerable.Range(0, Horizon).Select(shocked => Response(Alpha, Weight, Start, shocked, Horizon))];
        ThetaErrorSpread spread = new(Alpha, Weight, isDynamic: true);
        double reach = Math.Pow(1 - Alpha, Start), memory = (1 - (reach * (1 - Alpha))) / Alpha;
        for (int step = 0; step < Horizon; step++)
        {
            spread.Next(Start + step, reach, memory).ShouldBe(responses.Sum(path => path[step] * path[step]), 1e-9);
            reach *= 1 - Alpha;
            memory += reach;
        }
    }

    // What a single error of 1 at a step adds to every value from there on.
    private static double[] Response(double alpha, double weight, int start, int shocked, int horizon)
    {
        double level = 0, mean = 0, slope = 0;
        double[] path = new double[horizon];
        for (int step = 0; step < horizon; step++)
        {
            int count = start + step;
            double reach = Math.Pow(1 - alpha, count);
            double intercept = mean - ((count + 1) / 2.0 * slope);
            double value = level + (weight * ((reach * intercept) + ((1 - (reach * (1 - alpha))) / alpha * slope))) + (step == shocked ? 1 : 0);
            path[step] = value;
            level += alpha * (value - level);
            slope = (((count - 1) * slope) + (6.0 / (count + 1) * (value - mean))) / (count + 2);
            mean += (value - mean) / (count + 1);
        }

        return path;
    }

    private static double SquaredErrors(ThetaTrend trend, double alpha, double weight, double initial)
    {
        double level = initial, sum = 0;
        for (int index = 0; index < trend.Deviations.Length; index++)
        {
            double reach = Math.Pow(1 - alpha, index);
            double line = (reach * trend.Intercepts[index]) + ((1 - (reach * (1 - alpha))) / alpha * trend.Slopes[index]);
            double error = trend.Deviations[index] - level - (weight * line);
            sum += error * error;
            level += alpha * (trend.Deviations[index] - level);
        }

        return sum;
    }

    private static (double Intercept, double Slope) LeastSquares(double[] values)
    {
        double centre = (values.Length + 1) / 2.0, mean = values.Average();
        double slope = values.Select((value, index) => (index + 1 - centre) * value).Sum()
            / values.Select((_, index) => (index + 1 - centre) * (index + 1 - centre)).Sum();
        return (mean - (centre * slope), slope);
    }

    private static IEnumerable<double> Steps(double low, double high, int count) =>
        Enumerable.Range(0, count + 1).Select(step => low + ((high - low) * step / count));
}

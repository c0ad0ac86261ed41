using Tollama.Numerics.Work;

namespace Tollama.Stats.Tests.Imputation;

public sealed class FixedIntervalSmootherTests
{
    [Fact]
    public void Between_two_values_of_a_random_walk_lies_a_line_and_the_variance_of_a_bridge()
    {
        FixedIntervalSmoother smoother = Smooth(ArimaProcess.Walk(1), [5, double.NaN, double.NaN, double.NaN, 13, 12]);

        // A Brownian bridge of 4 steps: j (4 - j) / 4.
        smoother.Means[1..4].ShouldBe([7, 9, 11], 1e-9);
        smoother.Variances[1..4].ShouldBe([0.75, 1, 0.75], 1e-9);
    }

    [Fact]
    public void A_value_of_a_first_order_autoregression_is_told_by_its_neighbors()
    {
        const double Phi = 0.6;
        FixedIntervalSmoother smoother = Smooth(Autoregression(Phi), [0.3, 1, double.NaN, -2, 0.5]);

        // Given both neighbors: phi / (1 + phi^2) times their sum, with variance 1 / (1 + phi^2).
        smoother.Means[2].ShouldBe(Phi / (1 + (Phi * Phi)) * (1 - 2), 1e-9);
        smoother.Variances[2].ShouldBe(1 / (1 + (Phi * Phi)), 1e-9);
    }

    [Fact]
    public void Values_missing_at_the_end_are_forecast()
    {
        const double Phi = 0.6;
        FixedIntervalSmoother smoother = Smooth(Autoregression(Phi), [0.3, 1, double.NaN, double.NaN]);

        smoother.Means[2..].ShouldBe([Phi, Phi * Phi], 1e-9);
        smoother.Variances[2..].ShouldBe([1, 1 + (Phi * Phi)], 1e-9);
    }

    [Fact]
    public void A_value_missing_among_those_that_differencing_loses_is_told_by_those_behind_it()
    {
        // Twice differenced: y(3) = 2 y(2) - y(1) + e, so that y(1) is 2 y(2) - y(3) up to an error; and the next value tells of nothing more.
        FixedIntervalSmoother smoother = Smooth(Twice(), [1, double.NaN, 3, 4]);

        // Through 1 and 3 and 4 the second value x has the errors 3 - 2x + 1 and 4 - 6 + x: the least squares are at x = (2 * 4 + 2) / 5.
        smoother.Means[1].ShouldBe(2, 1e-5);
        smoother.Variances[1].ShouldBe(0.2, 1e-5);
    }

    [Fact]
    public void Smoothing_is_the_regression_on_what_was_observed()
    {
        // ARIMA(1,1,1) against the covariance of its values, inverted by brute force.
        ArimaProcess process = Process(new ArimaOrder(1, 1, 1, 0, 0, 0, 1), [0.5, 0.4]);
        double[] values = [0, 1.5, double.NaN, 2, double.NaN, double.NaN, -1, 0.5, 3];
        FixedIntervalSmoother smoother = Smooth(process, values);

        (double[] means, double[] variances) = BruteForce.Of(process, values);
        for (int time = 0; time < values.Length; time++)
        {
            if (double.IsNaN(values[time]))
            {
                smoother.Means[time].ShouldBe(means[time], 1e-6);
                smoother.Variances[time].ShouldBe(variances[time], 1e-6);
            }
        }
    }

    private static ArimaProcess Autoregression(double phi) => Process(new ArimaOrder(1, 0, 0, 0, 0, 0, 1), [phi]);

    private static ArimaProcess Twice() => Process(new ArimaOrder(0, 2, 0, 0, 0, 0, 1), []);

    // The unconstrained parameter of one coefficient is the inverse hyperbolic tangent of it, or of its negative for a moving average.
    private static ArimaProcess Process(ArimaOrder order, double[] coefficients)
    {
        double[] parameters = [.. coefficients];
        for (int index = 0; index < parameters.Length; index++)
        {
            foreach (double candidate in (ReadOnlySpan<double>)[Math.Atanh(coefficients[index]), -Math.Atanh(coefficients[index])])
            {
                double[] tried = [.. parameters];
                tried[index] = candidate;
                double[] found = new double[tried.Length];
                ArmaPolynomials.ToCoefficients(order, tried, found);
                parameters[index] = Math.Abs(found[index] - coefficients[index]) < 1e-9 ? candidate : parameters[index];
            }
        }

        ArimaFit fit = new(order, Constant: false, parameters, LogLikelihood: 0, Estimated: 1, Count: 1);
        fit.Coefficients().ShouldBe(coefficients, 1e-9);
        return new ArimaProcess(fit, 0, 1);
    }

    private static FixedIntervalSmoother Smooth(ArimaProcess process, double[] values)
    {
        FixedIntervalSmoother smoother = new(process, values, WorkMeter.Endless());
        smoother.TryRun([.. values.Select(value => double.IsNaN(value) ? 0.7 : value)]).ShouldBeTrue();
        return smoother;
    }
}

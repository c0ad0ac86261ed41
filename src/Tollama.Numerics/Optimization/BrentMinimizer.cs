namespace Tollama.Numerics.Optimization;

/// <summary>Minimizes a function of one variable without derivatives.</summary>
/// <remarks>
/// Brent, Algorithms for Minimization without Derivatives (1973), chapter 5: golden section steps, replaced by the minimum of a parabola
/// through the three best points whenever that is trustworthy.
/// </remarks>
public static class BrentMinimizer
{
    private const double GoldenSection = 0.381_966_011_250_105_15;

    /// <summary>Finds a local minimum between two points; it is the global one if the function has only one.</summary>
    /// <param name="function">The function; finite on the interval.</param>
    /// <param name="low">The lower end of the interval.</param>
    /// <param name="high">The upper end of the interval, not below <paramref name="low"/>.</param>
    /// <param name="tolerance">
    /// How close, absolutely, the result has to come to the minimum; about 1e-8 of the interval is the best possible.
    /// </param>
    /// <param name="maxIterations">After how many evaluations to stop in any case.</param>
    /// <returns>The best point evaluated; never outside the interval.</returns>
    public static double Minimize(Func<double, double> function, double low, double high, double tolerance = 1e-9, int maxIterations = 100)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(low, high);

        double best = low + (GoldenSection * (high - low));
        double second = best, third = best;
        double bestValue = function(best);
        double secondValue = bestValue, thirdValue = bestValue;
        double step = 0, previousStep = 0;

        for (int iteration = 1; iteration < maxIterations; iteration++)
        {
            double middle = 0.5 * (low + high);
            double precision = (1e-11 * Math.Abs(best)) + (tolerance / 3);
            if (Math.Abs(best - middle) <= (2 * precision) - (0.5 * (high - low)))
            {
                break;
            }

            (double numerator, double denominator) = Parabola(best, second, third, bestValue, secondValue, thirdValue);
            bool trusted = Math.Abs(previousStep) > precision
                && Math.Abs(numerator) < Math.Abs(0.5 * denominator * previousStep)
                && numerator > denominator * (low - best)
                && numerator < denominator * (high - best);
            if (trusted)
            {
                previousStep = step;
                step = numerator / denominator;
                if (best + step - low < 2 * precision || high - best - step < 2 * precision)
                {
                    step = best < middle ? precision : -precision;
                }
            }
            else
            {
                previousStep = best < middle ? high - best : low - best;
                step = GoldenSection * previousStep;
            }

            double trial = best + (Math.Abs(step) >= precision ? step : Math.CopySign(precision, step));
            double trialValue = function(trial);
            if (trialValue <= bestValue)
            {
                (low, high) = trial < best ? (low, best) : (best, high);
                (third, thirdValue) = (second, secondValue);
                (second, secondValue) = (best, bestValue);
                (best, bestValue) = (trial, trialValue);
                continue;
            }

            (low, high) = trial < best ? (trial, high) : (low, trial);
            if (trialValue <= secondValue || second == best)
            {
                (third, thirdValue) = (second, secondValue);
                (second, secondValue) = (trial, trialValue);
            }
            else if (trialValue <= thirdValue || third == best || third == second)
            {
                (third, thirdValue) = (trial, trialValue);
            }
        }

        return best;
    }

    // The step from the best point to the vertex of the parabola, as a fraction whose denominator is not negative.
    private static (double Numerator, double Denominator) Parabola(
        double best, double second, double third, double bestValue, double secondValue, double thirdValue)
    {
        double toSecond = (best - second) * (bestValue - thirdValue);
        double toThird = (best - third) * (bestValue - secondValue);
        double numerator = ((best - third) * toThird) - ((best - second) * toSecond);
        double denominator = 2 * (toThird - toSecond);
        return denominator > 0 ? (-numerator, denominator) : (numerator, -denominator);
    }
}

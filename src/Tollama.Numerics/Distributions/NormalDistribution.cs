namespace Tollama.Numerics.Distributions;

/// <summary>The standard normal distribution.</summary>
public static class NormalDistribution
{
    private const double CentralLimit = 0.425;
    private const double TailLimit = 5;
    private const double SeriesLimit = 3;
    private const int FractionTerms = 80;

    // Coefficients of PPND16, highest power first.
    private static ReadOnlySpan<double> CentralNumerator =>
    [
        2.5090809287301226727e+3, 3.3430575583588128105e+4, 6.7265770927008700853e+4, 4.5921953931549871457e+4,
        1.3731693765509461125e+4, 1.9715909503065514427e+3, 1.3314166789178437745e+2, 3.3871328727963666080e0,
    ];

    private static ReadOnlySpan<double> CentralDenominator =>
    [
        5.2264952788528545610e+3, 2.8729085735721942674e+4, 3.9307895800092710610e+4, 2.1213794301586595867e+4,
        5.3941960214247511077e+3, 6.8718700749205790830e+2, 4.2313330701600911252e+1, 1,
    ];

    private static ReadOnlySpan<double> MiddleNumerator =>
    [
        7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258e0,
        3.64784832476320460504e0, 5.76949722146069140550e0, 4.63033784615654529590e0, 1.42343711074968357734e0,
    ];

    private static ReadOnlySpan<double> MiddleDenominator =>
    [
        1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
        6.89767334985100004550e-1, 1.67638483018380384940e0, 2.05319162663775882187e0, 1,
    ];

    private static ReadOnlySpan<double> TailNumerator =>
    [
        2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2,
        2.96560571828504891230e-1, 1.78482653991729133580e0, 5.46378491116411436990e0, 6.65790464350110377720e0,
    ];

    private static ReadOnlySpan<double> TailDenominator =>
    [
        2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
        1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1,
    ];

    /// <summary>The value that a standard normal variable stays below with probability <paramref name="probability"/>.</summary>
    /// <param name="probability">In [0, 1]; at 0 and 1 the result is infinite.</param>
    /// <returns>The quantile, exact to about 1 part in 10^16; odd about 0.5 as far as <c>1 - probability</c> is exact.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not in [0, 1].</exception>
    /// <remarks>
    /// Wichura, Algorithm AS 241: The Percentage Points of the Normal Distribution, Applied Statistics 37 (1988), routine PPND16.
    /// </remarks>
    public static double InverseCdf(double probability)
    {
        if (!(probability is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability lies in [0, 1].");
        }

        double distance = probability - 0.5;
        if (Math.Abs(distance) <= CentralLimit)
        {
            double square = (CentralLimit * CentralLimit) - (distance * distance);
            return distance * Evaluate(CentralNumerator, square) / Evaluate(CentralDenominator, square);
        }

        double tail = distance < 0 ? probability : 1 - probability;
        if (tail == 0)
        {
            return distance < 0 ? double.NegativeInfinity : double.PositiveInfinity;
        }

        double root = Math.Sqrt(-Math.Log(tail));
        double value = root <= TailLimit
            ? Evaluate(MiddleNumerator, root - 1.6) / Evaluate(MiddleDenominator, root - 1.6)
            : Evaluate(TailNumerator, root - TailLimit) / Evaluate(TailDenominator, root - TailLimit);
        return distance < 0 ? -value : value;
    }

    /// <summary>The probability that a standard normal variable stays below <paramref name="value"/>.</summary>
    /// <param name="value">Any number.</param>
    /// <returns>The probability, to about 1 part in 10^12, in the lower tail too.</returns>
    /// <remarks>
    /// Within 3 of the middle the series of Marsaglia (Evaluating the normal distribution, Journal of Statistical Software 11, 2004), beyond it the continued fraction of Laplace
    /// (Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.14).
    /// </remarks>
    public static double Cdf(double value)
    {
        double distance = Math.Abs(value);
        double density = Math.Exp(-0.5 * value * value) / Math.Sqrt(2 * Math.PI);
        if (distance <= SeriesLimit)
        {
            double term = value, sum = value;
            for (int odd = 3; sum + term != sum; odd += 2)
            {
                term *= value * value / odd;
                sum += term;
            }

            return 0.5 + (density * sum);
        }

        double fraction = distance;
        for (int term = FractionTerms; term >= 1; term--)
        {
            fraction = distance + (term / fraction);
        }

        double tail = density / fraction;
        return value < 0 ? tail : 1 - tail;
    }

    private static double Evaluate(ReadOnlySpan<double> coefficients, double x)
    {
        double sum = 0;
        foreach (double coefficient in coefficients)
        {
            sum = (sum * x) + coefficient;
        }

        return sum;
    }
}

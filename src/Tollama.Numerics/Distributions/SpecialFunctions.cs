namespace Tollama.Numerics.Distributions;

/// <summary>Functions that distributions are made of.</summary>
public static class SpecialFunctions
{
    private const double LanczosShift = 7;
    private const double Tiny = 1e-300;
    private const int MaxTerms = 10_000;

    private static ReadOnlySpan<double> LanczosCoefficients =>
    [
        0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
        12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
    ];

    /// <summary>The logarithm of the gamma function.</summary>
    /// <param name="x">At least 0.5.</param>
    /// <returns>log Γ(x), to about 1 part in 10^14.</returns>
    /// <remarks>Lanczos, A Precision Approximation of the Gamma Function (1964), with g = 7 and nine terms.</remarks>
    public static double LogGamma(double x)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(x, 0.5);
        double sum = LanczosCoefficients[0];
        for (int term = 1; term < LanczosCoefficients.Length; term++)
        {
            sum += LanczosCoefficients[term] / (x - 1 + term);
        }

        double shifted = x + LanczosShift - 0.5;
        return (0.5 * Math.Log(2 * Math.PI)) + ((x - 0.5) * Math.Log(shifted)) - shifted + Math.Log(sum);
    }

    /// <summary>The regularized incomplete beta function I_x(a, b).</summary>
    /// <param name="x">In [0, 1].</param>
    /// <param name="a">At least 0.5.</param>
    /// <param name="b">At least 0.5.</param>
    /// <returns>A probability, to about 1 part in 10^13.</returns>
    /// <remarks>
    /// The continued fraction 26.5.8 of Abramowitz and Stegun, evaluated by Lentz's method, on the side where it converges fast.
    /// </remarks>
    public static double IncompleteBeta(double x, double a, double b)
    {
        if (x <= 0 || x >= 1)
        {
            return x <= 0 ? 0 : 1;
        }

        double front = Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + (a * Math.Log(x)) + (b * double.LogP1(-x)));
        return x < (a + 1) / (a + b + 2)
            ? front * ContinuedFraction(x, a, b) / a
            : 1 - (front * ContinuedFraction(1 - x, b, a) / b);
    }

    private static double ContinuedFraction(double x, double a, double b)
    {
        double numerator = 1;
        double denominator = 1 / AwayFromZero(1 - ((a + b) * x / (a + 1)));
        double fraction = denominator;
        for (int m = 1; m <= MaxTerms; m++)
        {
            double even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            denominator = 1 / AwayFromZero(1 + (even * denominator));
            numerator = AwayFromZero(1 + (even / numerator));
            fraction *= denominator * numerator;

            double odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            denominator = 1 / AwayFromZero(1 + (odd * denominator));
            numerator = AwayFromZero(1 + (odd / numerator));
            double change = denominator * numerator;
            fraction *= change;
            if (Math.Abs(change - 1) < 1e-16)
            {
                break;
            }
        }

        return fraction;
    }

    private static double AwayFromZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;
}

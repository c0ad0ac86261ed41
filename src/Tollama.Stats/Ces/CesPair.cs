using System.Runtime.InteropServices;

namespace Tollama.Stats;

/// <summary>
/// How a level and its information potential move on; the imaginary part of complex exponential smoothing is the potential.
/// </summary>
/// <remarks>
/// Svetunkov, Kourentzes and Ord (2022), equation 15: with the complex parameter alpha0 + i alpha1 and the error e,
/// level' = level - (1 - alpha1) potential + (alpha0 - alpha1) e, and potential' = level + (1 - alpha0) potential + (alpha0 + alpha1) e.
/// </remarks>
/// <param name="Pull">1 - alpha1.</param>
/// <param name="Keep">1 - alpha0.</param>
/// <param name="LevelGain">alpha0 - alpha1.</param>
/// <param name="PotentialGain">alpha0 + alpha1.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CesPair(double Pull, double Keep, double LevelGain, double PotentialGain)
{
    private const double HighestGrowth = 1.05;

    /// <summary>A pair that stays at 0.</summary>
    public static CesPair Absent => default;

    /// <summary>A pair with a complex parameter.</summary>
    public static CesPair Complex(double real, double imaginary) => new(1 - imaginary, 1 - real, real - imaginary, real + imaginary);

    /// <summary>A level that follows by a share of each error and has no use for a potential.</summary>
    public static CesPair Real(double gain) => new(0, 0, gain, 0);

    /// <summary>Whether a complex parameter is admissible.</summary>
    /// <remarks>
    /// Old values lose their influence: the eigenvalues of the transition of the states, given the values, lie inside the unit circle. And
    /// forecasts grow by at most 5 % a step: the eigenvalues of the transition into the future do not exceed 1.05. The paper has the first
    /// condition only; the second keeps short growing series from being continued to absurd heights.
    /// </remarks>
    public static bool IsAdmissible(double real, double imaginary)
    {
        double trace = 2 - (2 * real) + imaginary;
        double determinant = ((1 - real + imaginary) * (1 - real)) + ((1 - imaginary) * (1 - real - imaginary));
        return determinant < 1 && Math.Abs(trace) < 1 + determinant && Growth(real, imaginary) <= HighestGrowth;
    }

    private static double Growth(double real, double imaginary)
    {
        double half = (2 - real) / 2;
        double determinant = 2 - real - imaginary;
        double discriminant = (half * half) - determinant;
        return discriminant < 0 ? Math.Sqrt(determinant) : Math.Abs(half) + Math.Sqrt(discriminant);
    }
}

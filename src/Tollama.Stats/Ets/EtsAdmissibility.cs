namespace Tollama.Stats;

/// <summary>Whether the forecasts of a seasonal model forget the distant past.</summary>
/// <remarks>
/// Hyndman, Akram and Archibald, The admissible parameter space for exponential smoothing models, Annals of the Institute of Statistical
/// Mathematics 60 (2008): the roots of z^(m+1) + (a+b-p) z^m + (a+b-ap) (z^(m-1) + … + z^2) + (a+b-ap+g-1) z + p (1-a-g) lie within the
/// unit circle, with alpha a, beta b, gamma g, phi p and season m. Without a trend (b = 0, p = 1) the root at 1, which cancels, is divided
/// out first. Instead of finding the roots, the recursion of Schur and Cohn counts those within. Without a season the usual region alone is
/// enough.
/// </remarks>
internal static class EtsAdmissibility
{
    private const int MaxDegreeOnStack = 64;

    /// <summary>True if all roots lie within the unit circle.</summary>
    /// <param name="alpha">The level's share of the error.</param>
    /// <param name="beta">The slope's; 0 without a trend.</param>
    /// <param name="gamma">The season's.</param>
    /// <param name="phi">The damping; 1 for none.</param>
    /// <param name="seasonLength">The number of values in a season, at least 2.</param>
    public static bool IsAdmissible(double alpha, double beta, double gamma, double phi, int seasonLength)
    {
        int degree = seasonLength + 1;
        Span<double> polynomial = degree < MaxDegreeOnStack ? stackalloc double[degree + 1] : new double[degree + 1];

        // Sums, because with a season of 2 the coefficients of z^m and z, m - 1, meet.
        double middle = alpha + beta - (alpha * phi);
        polynomial.Fill(middle);
        polynomial[0] = phi * (1 - alpha - gamma);
        polynomial[1] = middle + gamma - 1;
        polynomial[degree - 1] = alpha + beta - phi;
        polynomial[degree] = 1;
        if (beta == 0 && phi == 1)
        {
            for (int power = degree - 1; power > 0; power--)
            {
                polynomial[power] += polynomial[power + 1];
            }

            polynomial = polynomial[1..];
        }

        return IsStable(polynomial);
    }

    // Lowest power first; the leading coefficient is 1 to begin with.
    private static bool IsStable(Span<double> polynomial)
    {
        for (int degree = polynomial.Length - 1; degree > 0; degree--)
        {
            double reflection = polynomial[0] / polynomial[degree];
            if (!(Math.Abs(reflection) < 1))
            {
                return false;
            }

            // The polynomial of one degree less: (p(z) - reflection * z^n p(1/z)) / z.
            for (int low = 0, high = degree; low <= high; low++, high--)
            {
                double lowest = polynomial[low], highest = polynomial[high];
                polynomial[low] = lowest - (reflection * highest);
                polynomial[high] = highest - (reflection * lowest);
            }

            polynomial[..(degree + 1)][1..].CopyTo(polynomial);
        }

        return true;
    }
}

namespace Tollama.Stats;

/// <summary>Any numbers as the coefficients of a polynomial whose roots lie outside the unit circle.</summary>
/// <remarks>
/// Monahan, A note on enforcing stationarity in autoregressive-moving average models, Biometrika 71 (1984): the hyperbolic tangents of the
/// numbers are taken for partial autocorrelations, which the Durbin-Levinson recursion turns into coefficients.
/// </remarks>
internal static class PartialAutocorrelations
{
    /// <summary>Fills in the coefficients; their sign is that of an autoregression (1) or of a moving average (-1).</summary>
    public static void ToCoefficients(ReadOnlySpan<double> unconstrained, Span<double> coefficients, int sign)
    {
        for (int order = 0; order < unconstrained.Length; order++)
        {
            double partial = Math.Tanh(unconstrained[order]);
            coefficients[order] = partial;
            for (int low = 0, high = order - 1; low <= high; low++, high--)
            {
                (coefficients[low], coefficients[high]) =
                    (coefficients[low] - (partial * coefficients[high]), coefficients[high] - (partial * coefficients[low]));
            }
        }

        for (int index = 0; sign < 0 && index < coefficients.Length; index++)
        {
            coefficients[index] = -coefficients[index];
        }
    }

    /// <summary>Whether all roots of 1 - c1 z - c2 z² - ... lie outside the circle of a radius.</summary>
    /// <param name="coefficients">The coefficients c, as an autoregression has them.</param>
    /// <param name="radius">The radius, at least 1.</param>
    public static bool HasRootsOutside(ReadOnlySpan<double> coefficients, double radius)
    {
        Span<double> work = coefficients.Length <= 64 ? stackalloc double[coefficients.Length] : new double[coefficients.Length];
        double power = 1;
        for (int index = 0; index < work.Length; index++)
        {
            power *= radius;
            work[index] = coefficients[index] * power;
        }

        for (int order = work.Length - 1; order >= 0; order--)
        {
            double partial = work[order];
            double scale = 1 - (partial * partial);
            if (!(scale > 0))
            {
                return false;
            }

            for (int low = 0, high = order - 1; low <= high; low++, high--)
            {
                (work[low], work[high]) =
                    ((work[low] + (partial * work[high])) / scale, (work[high] + (partial * work[low])) / scale);
            }
        }

        return true;
    }
}

namespace Tollama.Stats;

/// <summary>The autoregressive and moving-average polynomials of a seasonal model, multiplied out.</summary>
/// <remarks>
/// Box, Jenkins and Reinsel, Time Series Analysis (1994), chapter 9:
/// (1 - ar1 B - ...)(1 - sar1 B^m - ...) x = (1 + ma1 B + ...)(1 + sma1 B^m + ...) e.
/// Working memory: set many times, read by the recursions.
/// </remarks>
internal sealed class ArmaPolynomials
{
    private readonly double[] _coefficients;

    /// <summary>Memory for models up to a size.</summary>
    /// <param name="longest">The highest degree of either polynomial.</param>
    /// <param name="coefficients">The most coefficients.</param>
    public ArmaPolynomials(int longest, int coefficients)
    {
        Ar = new double[longest];
        Ma = new double[longest];
        ArLags = new int[longest];
        MaLags = new int[longest];
        _coefficients = new double[coefficients];
    }

    /// <summary>The degree of the autoregressive polynomial.</summary>
    public int ArLength { get; private set; }

    /// <summary>The degree of the moving-average polynomial.</summary>
    public int MaLength { get; private set; }

    /// <summary>The weight of each earlier value, lag 1 first.</summary>
    public double[] Ar { get; }

    /// <summary>The weight of each earlier innovation, lag 1 first.</summary>
    public double[] Ma { get; }

    /// <summary>The lags whose autoregressive weight is not 0, ascending.</summary>
    public int[] ArLags { get; }

    /// <summary>How many of <see cref="ArLags"/> count.</summary>
    public int ArLagCount { get; private set; }

    /// <summary>The lags whose moving-average weight is not 0, ascending.</summary>
    public int[] MaLags { get; }

    /// <summary>How many of <see cref="MaLags"/> count.</summary>
    public int MaLagCount { get; private set; }

    /// <summary>The size of the state: as many values as the future needs to know.</summary>
    public int StateLength => Math.Max(ArLength, MaLength + 1);

    /// <summary>Sets the polynomials from unconstrained parameters: ar, ma, sar, sma. Always stationary and invertible.</summary>
    public void SetUnconstrained(ArimaOrder order, ReadOnlySpan<double> parameters)
    {
        Span<double> coefficients = _coefficients.AsSpan(0, parameters.Length);
        ToCoefficients(order, parameters, coefficients);
        Set(order, coefficients);
    }

    /// <summary>The coefficients ar, ma, sar, sma of unconstrained parameters.</summary>
    public static void ToCoefficients(ArimaOrder order, ReadOnlySpan<double> parameters, Span<double> coefficients)
    {
        int start = 0;
        PartialAutocorrelations.ToCoefficients(parameters.Slice(start, order.P), coefficients.Slice(start, order.P), 1);
        start += order.P;
        PartialAutocorrelations.ToCoefficients(parameters.Slice(start, order.Q), coefficients.Slice(start, order.Q), -1);
        start += order.Q;
        PartialAutocorrelations.ToCoefficients(parameters.Slice(start, order.SeasonalP), coefficients.Slice(start, order.SeasonalP), 1);
        start += order.SeasonalP;
        PartialAutocorrelations.ToCoefficients(parameters.Slice(start, order.SeasonalQ), coefficients.Slice(start, order.SeasonalQ), -1);
    }

    /// <summary>Sets the polynomials from the coefficients ar, ma, sar, sma.</summary>
    public void Set(ArimaOrder order, ReadOnlySpan<double> coefficients)
    {
        ReadOnlySpan<double> ar = coefficients[..order.P];
        ReadOnlySpan<double> ma = coefficients.Slice(order.P, order.Q);
        ReadOnlySpan<double> seasonalAr = coefficients.Slice(order.P + order.Q, order.SeasonalP);
        ReadOnlySpan<double> seasonalMa = coefficients[(order.P + order.Q + order.SeasonalP)..];
        ArLength = order.ArLength;
        MaLength = order.MaLength;
        Multiply(ar, seasonalAr, order.Season, Ar.AsSpan(0, ArLength), -1);
        Multiply(ma, seasonalMa, order.Season, Ma.AsSpan(0, MaLength), 1);
        ArLagCount = FindLags(Ar, ArLength, ArLags);
        MaLagCount = FindLags(Ma, MaLength, MaLags);
    }

    private static void Multiply(ReadOnlySpan<double> plain, ReadOnlySpan<double> seasonal, int season, Span<double> product, int sign)
    {
        product.Clear();
        plain.CopyTo(product);
        for (int outer = 0; outer < seasonal.Length; outer++)
        {
            int lag = (outer + 1) * season;
            product[lag - 1] += seasonal[outer];
            for (int inner = 0; inner < plain.Length; inner++)
            {
                product[lag + inner] += sign * seasonal[outer] * plain[inner];
            }
        }
    }

    private static int FindLags(double[] weights, int length, int[] lags)
    {
        int count = 0;
        for (int index = 0; index < length; index++)
        {
            if (weights[index] != 0)
            {
                lags[count++] = index + 1;
            }
        }

        return count;
    }
}

namespace Tollama.Stats;

/// <summary>A model with its estimated polynomials.</summary>
/// <param name="Order">The orders.</param>
/// <param name="Constant">Whether there is a mean or a drift.</param>
/// <param name="Parameters">The unconstrained parameters ar, ma, sar, sma of <see cref="PartialAutocorrelations"/>.</param>
/// <param name="LogLikelihood">The largest exact log-likelihood found.</param>
/// <param name="Estimated">How many numbers were estimated, the variance included.</param>
/// <param name="Count">How many values the likelihood counts.</param>
internal sealed record ArimaFit(ArimaOrder Order, bool Constant, double[] Parameters, double LogLikelihood, int Estimated, int Count)
{
    private const double SmallestRoot = 1.01;

    /// <summary>Akaike's information criterion.</summary>
    public double Aic => (-2 * LogLikelihood) + (2 * Estimated);

    /// <summary>
    /// The same corrected for short series (Hurvich and Tsai, Biometrika 76, 1989); infinite when there are too few values.
    /// </summary>
    public double Aicc => Count - Estimated - 1 > 0
        ? Aic + (2.0 * Estimated * (Estimated + 1) / (Count - Estimated - 1))
        : double.PositiveInfinity;

    /// <summary>Schwarz's criterion.</summary>
    public double Bic => Aic + (Estimated * (Math.Log(Count) - 2));

    /// <summary>The value of a criterion.</summary>
    public double Value(InformationCriterion criterion) => criterion switch
    {
        InformationCriterion.Aic => Aic,
        InformationCriterion.Bic => Bic,
        _ => Aicc,
    };

    /// <summary>The coefficients ar, ma, sar, sma.</summary>
    public double[] Coefficients()
    {
        double[] coefficients = new double[Parameters.Length];
        ArmaPolynomials.ToCoefficients(Order, Parameters, coefficients);
        return coefficients;
    }

    /// <summary>Whether no polynomial has a root close to the unit circle, where the model would be one of another difference.</summary>
    /// <remarks>
    /// The moving average of a series that was differenced twice may have one: if one difference was too many, that is what undoes it, and
    /// without it only long autoregressions are left, which follow the last slope for ever.
    /// </remarks>
    public bool IsFarFromUnitRoots()
    {
        double[] coefficients = Coefficients();
        int start = 0;
        foreach ((int length, int sign, bool mayBeClose) in ((int, int, bool)[])
            [(Order.P, 1, false), (Order.Q, -1, Order.D > 1), (Order.SeasonalP, 1, false), (Order.SeasonalQ, -1, false)])
        {
            double[] polynomial = [.. coefficients[start..(start + length)].Select(value => sign * value)];
            if (!mayBeClose && !PartialAutocorrelations.HasRootsOutside(polynomial, SmallestRoot))
            {
                return false;
            }

            start += length;
        }

        return true;
    }
}

namespace Tollama.Stats;

/// <summary>An estimated ARIMA process, in the units of the history that it was estimated from.</summary>
/// <param name="Fit">Orders and polynomials.</param>
/// <param name="Constant">The mean where nothing was differenced, else the drift of each step; 0 for none.</param>
/// <param name="Variance">The variance of the innovations.</param>
internal sealed record ArimaProcess(ArimaFit Fit, double Constant, double Variance)
{
    /// <summary>A random walk.</summary>
    /// <param name="variance">The variance of a step.</param>
    public static ArimaProcess Walk(double variance) =>
        new(new ArimaFit(new ArimaOrder(0, 1, 0, 0, 0, 0, 1), Constant: false, [], LogLikelihood: 0, Estimated: 1, Count: 1), 0, variance);

    /// <summary>The polynomials.</summary>
    public ArmaPolynomials Polynomials()
    {
        ArmaPolynomials arma = new(Math.Max(1, Math.Max(Fit.Order.ArLength, Fit.Order.MaLength)), Fit.Parameters.Length);
        arma.SetUnconstrained(Fit.Order, Fit.Parameters);
        return arma;
    }

    /// <summary>What the constant adds at a time, up to a level that differences take away.</summary>
    public double ConstantAt(int time) => Fit.Order.D + Fit.Order.SeasonalD == 0 ? Constant : Constant * time;
}

using Tollama.Numerics.LinearAlgebra;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>The t ratio of the last column of a regression, which is what unit root tests look at.</summary>
internal sealed class TRatio
{
    private const double Rounding = 1e-10;

    private TRatio(double value, double[] residuals, double[] coefficients)
    {
        Value = value;
        Residuals = residuals;
        Coefficients = coefficients;
    }

    /// <summary>
    /// The coefficient over its standard error. Where the fit is perfect up to rounding, infinite with the sign of the coefficient, and NaN
    /// when the last column has no part in it.
    /// </summary>
    public double Value { get; }

    /// <summary>What the regression does not explain.</summary>
    public double[] Residuals { get; }

    /// <summary>The coefficient of each column; 0 for one that those before it explain.</summary>
    public double[] Coefficients { get; }

    /// <summary>The sum of squared residuals.</summary>
    public double SquaredErrors => DenseVector.SumOfSquares(Residuals);

    /// <summary>Regresses by least squares.</summary>
    /// <param name="columns">What explains, a column each; overwritten.</param>
    /// <param name="response">What is explained; more values than columns.</param>
    /// <param name="meter">Counts the work.</param>
    public static TRatio Of(double[][] columns, double[] response, WorkMeter meter)
    {
        double[] residuals = [.. response];
        double[] coefficients = new double[columns.Length];
        LinearRegression.Project(columns, columns.Length, residuals, coefficients, meter);
        meter.Spend(6L * response.Length);

        // The columns are orthonormal now, so the last one's share of the response is its coefficient in units of its standard error over
        // that of the errors.
        double share = DenseVector.Dot(columns[^1], response);
        double size = Math.Sqrt(DenseVector.SumOfSquares(response));
        double rest = Math.Sqrt(DenseVector.SumOfSquares(residuals));
        double value = rest > Rounding * size ? share / (rest / Math.Sqrt(response.Length - columns.Length))
            : Math.Abs(share) > Rounding * size ? double.PositiveInfinity * Math.Sign(share)
            : double.NaN;
        return new TRatio(value, residuals, coefficients);
    }
}

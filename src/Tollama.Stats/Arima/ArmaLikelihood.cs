using Tollama.Numerics.LinearAlgebra;
using Tollama.Numerics.Optimization;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>The exact Gaussian likelihood of a model as a sum of squares.</summary>
/// <remarks>
/// With one-step errors e(t) of variances sigma² f(t), the likelihood concentrated over sigma² is largest where the sum of e(t)²/f(t),
/// times the geometric mean of the f(t), is least. The coefficients of the regressors and of the constant are found by least squares on the
/// whitened columns (Harvey and Phillips, Maximum likelihood estimation of regression models with ARMA disturbances, Biometrika 66, 1979),
/// so the search is over the polynomials only.
/// </remarks>
internal sealed class ArmaLikelihood : ILeastSquaresObjective
{
    private readonly ArimaData _data;
    private readonly WorkMeter _meter;
    private readonly ArmaWhitening _whitening;
    private readonly ArmaPolynomials _arma;
    private readonly double[][] _whitened;
    private readonly double[][] _explaining;
    private ArimaOrder _order;
    private int _explainingCount;

    /// <summary>Memory for models of the data up to a size.</summary>
    /// <param name="data">The data.</param>
    /// <param name="longest">The highest degree of a polynomial.</param>
    /// <param name="coefficients">The most coefficients.</param>
    /// <param name="meter">Counts the work.</param>
    public ArmaLikelihood(ArimaData data, int longest, int coefficients, WorkMeter meter)
    {
        _meter = meter;
        _data = data;
        _arma = new ArmaPolynomials(longest, coefficients);
        _whitening = new ArmaWhitening(longest, data.Columns.Length, meter);
        ResidualCount = data.Length;
        Count = data.Length;
        _whitened = [.. data.Columns.Select(column => Room(column.Length, meter))];
        _explaining = _whitened[1..];
    }

    /// <summary>How many residuals an evaluation gives; those of missing values are 0.</summary>
    public int ResidualCount { get; }

    /// <summary>How many values the likelihood counts.</summary>
    public int Count { get; }

    /// <summary>Chooses the model that the next evaluations are of.</summary>
    public void Choose(ArimaOrder order, bool constant)
    {
        _order = order;
        _explainingCount = _data.RegressorCount + (constant ? 1 : 0);
    }

    /// <inheritdoc />
    public bool TryEvaluate(ReadOnlySpan<double> parameters, Span<double> residuals)
    {
        if (!TryWhiten(parameters, out double logDeterminant))
        {
            return false;
        }

        LinearRegression.Project(_explaining, _explainingCount, _whitened[0], meter: _meter);
        _meter.Spend(2L * residuals.Length);
        double scale = Math.Exp(0.5 * logDeterminant / Count);
        for (int index = 0; index < residuals.Length; index++)
        {
            residuals[index] = scale * _whitened[0][index];
        }

        return double.IsFinite(scale);
    }

    /// <summary>The log-likelihood of a sum of squared residuals.</summary>
    public double LogLikelihood(double sum) => -0.5 * Count * (Math.Log(2 * Math.PI * sum / Count) + 1);

    /// <summary>
    /// The coefficients of the explaining columns, and the sum of squared one-step errors in units of their relative variances.
    /// </summary>
    public double[] Regress(ReadOnlySpan<double> parameters, out double squares)
    {
        double[] coefficients = new double[_explainingCount];
        TryWhiten(parameters, out _);
        LinearRegression.Project(_explaining, _explainingCount, _whitened[0], coefficients, _meter);
        squares = DenseVector.SumOfSquares(_whitened[0]);
        return coefficients;
    }

    private static double[] Room(int length, WorkMeter meter)
    {
        meter.Spend(length);
        return new double[length];
    }

    private bool TryWhiten(ReadOnlySpan<double> parameters, out double logDeterminant)
    {
        _arma.SetUnconstrained(_order, parameters);
        if (!_whitening.TryWhiten(_arma, _data.Columns, _whitened, _explainingCount + 1, ResidualCount, out logDeterminant))
        {
            return false;
        }

        return true;
    }
}

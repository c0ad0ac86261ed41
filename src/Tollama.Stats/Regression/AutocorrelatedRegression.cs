using Tollama.Numerics.LinearAlgebra;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Least squares with errors that follow an autoregression of order 1, over observed values only.</summary>
/// <remarks>
/// Prais and Winsten, Trend estimators and serial correlation (1954): the correlation of the errors is estimated from those of the step
/// before, then every value and every column is freed of what the value before lets expect. Over a gap of g values the correlation is its
/// g-th power.
/// </remarks>
internal sealed class AutocorrelatedRegression(
    IReadOnlyList<double[]> columns, IReadOnlyList<double[]> nuisances, double[] target, int[] observed, double ridge, WorkMeter meter)
{
    // Closer to 1, the level could not be told from a trend.
    private const double HighestCorrelation = 0.98;
    private const int Iterations = 3;
    private const int OperationsPerPower = 40;
    private const int FreedomNeeded = 8;

    private readonly double[][] _all = [.. columns, .. nuisances];
    private double[][] _directions = [];

    /// <summary>The coefficient of each column; 0 for one that those before it explain.</summary>
    /// <remarks>Columns come before nuisances: what both explain is the columns'.</remarks>
    public double[] Solve()
    {
        double[] coefficients = Solve(correlation: 0);
        for (int iteration = 0; iteration < Iterations && observed.Length >= _all.Length + FreedomNeeded; iteration++)
        {
            coefficients = Solve(CorrelationOf(Errors(coefficients)));
        }

        return coefficients[..columns.Count];
    }

    /// <summary>Whether a column was explained by those before it; after <see cref="Solve()"/>.</summary>
    public bool IsDependent(int column) => !_directions[column].AsSpan().ContainsAnyExcept(0.0);

    private double[] Solve(double correlation)
    {
        int penalties = ridge > 0 ? columns.Count : 0;
        (double[] kept, double[] weights) = Whitening(correlation);
        _directions = [.. _all.Select(_ => Room(observed.Length + penalties))];
        double[] response = new double[observed.Length + penalties];
        for (int index = 0; index < _all.Length; index++)
        {
            Whiten(_all[index], kept, weights, _directions[index]);
            if (index < penalties)
            {
                _directions[index][observed.Length + index] = Math.Sqrt(ridge);
            }
        }

        Whiten(target, kept, weights, response);
        double[] coefficients = new double[_all.Length];
        LinearRegression.Project(_directions, _all.Length, response, coefficients, meter);
        return coefficients;
    }

    private double[] Room(int length)
    {
        meter.Spend(length);
        return new double[length];
    }

    // For each row what it keeps of the row before, and what the difference has to be multiplied with so that all have one variance.
    private (double[] Kept, double[] Weights) Whitening(double correlation)
    {
        double unit = 1 - (correlation * correlation);
        double[] kept = new double[observed.Length];
        double[] weights = new double[observed.Length];
        weights[0] = Math.Sqrt(unit);
        for (int row = 1; row < kept.Length; row++)
        {
            meter.Spend(OperationsPerPower);
            kept[row] = Math.Pow(correlation, observed[row] - observed[row - 1]);
            weights[row] = Math.Sqrt(unit / (1 - (kept[row] * kept[row])));
        }

        return (kept, weights);
    }

    private void Whiten(double[] values, double[] kept, double[] weights, Span<double> whitened)
    {
        meter.Spend(4L * observed.Length);
        whitened[0] = weights[0] * values[observed[0]];
        for (int row = 1; row < observed.Length; row++)
        {
            whitened[row] = weights[row] * (values[observed[row]] - (kept[row] * values[observed[row - 1]]));
        }
    }

    private double[] Errors(double[] coefficients)
    {
        double[] errors = Array.ConvertAll(observed, index => target[index]);
        for (int column = 0; column < _all.Length; column++)
        {
            meter.Spend(4L * errors.Length);
            for (int row = 0; row < errors.Length; row++)
            {
                errors[row] -= coefficients[column] * _all[column][observed[row]];
            }
        }

        return errors;
    }

    private double CorrelationOf(double[] errors)
    {
        double products = 0, squares = 0;
        for (int row = 1; row < errors.Length; row++)
        {
            if (observed[row] == observed[row - 1] + 1)
            {
                products += errors[row] * errors[row - 1];
                squares += errors[row - 1] * errors[row - 1];
            }
        }

        return squares > 0 ? Math.Clamp(products / squares, 0, HighestCorrelation) : 0;
    }
}

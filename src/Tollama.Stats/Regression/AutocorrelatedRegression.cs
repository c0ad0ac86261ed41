using Tollama.Numerics.LinearAlgebra;

namespace Tollama.Stats;

/// <summary>Least squares with errors that follow an autoregression of order 1, over observed values only.</summary>
/// <remarks>
/// Prais and Winsten, Trend estimators and serial correlation (1954): the correlation of the errors is estimated from those of the step before, then every value and
/// every column is freed of what the value before lets expect. Over a gap of g values the correlation is its g-th power.
/// </remarks>
internal sealed class AutocorrelatedRegression(
    IReadOnlyList<double[]> columns, IReadOnlyList<double[]> nuisances, double[] target, int[] observed, double ridge)
{
    // Closer to 1, the level could not be told from a trend.
    private const double HighestCorrelation = 0.98;
    private const int Iterations = 3;
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
        _directions = [.. _all.Select(column => new double[observed.Length + penalties])];
        double[] response = new double[observed.Length + penalties];
        for (int index = 0; index < _all.Length; index++)
        {
            Whiten(_all[index], correlation, _directions[index]);
            if (index < penalties)
            {
                _directions[index][observed.Length + index] = Math.Sqrt(ridge);
            }
        }

        Whiten(target, correlation, response);
        double[] coefficients = new double[_all.Length];
        LinearRegression.Project(_directions, _all.Length, response, coefficients);
        return coefficients;
    }

    private void Whiten(double[] values, double correlation, Span<double> whitened)
    {
        double unit = 1 - (correlation * correlation);
        whitened[0] = Math.Sqrt(unit) * values[observed[0]];
        for (int row = 1; row < observed.Length; row++)
        {
            double kept = Math.Pow(correlation, observed[row] - observed[row - 1]);
            whitened[row] = Math.Sqrt(unit / (1 - (kept * kept))) * (values[observed[row]] - (kept * values[observed[row - 1]]));
        }
    }

    private double[] Errors(double[] coefficients)
    {
        double[] errors = Array.ConvertAll(observed, index => target[index]);
        for (int column = 0; column < _all.Length; column++)
        {
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

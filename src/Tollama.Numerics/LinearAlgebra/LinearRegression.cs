using Tollama.Numerics.Work;

namespace Tollama.Numerics.LinearAlgebra;

/// <summary>Linear least squares in place, without squaring the condition of the problem.</summary>
/// <remarks>
/// Bjorck, Solving linear least squares problems by Gram-Schmidt orthogonalization, BIT 7 (1967): the modified Gram-Schmidt process, with
/// the response as last column, is backward stable. A column that depends on those before it gets the coefficient 0.
/// </remarks>
public static class LinearRegression
{
    private const double Dependent = 1e-9;

    /// <summary>Replaces the columns by an orthonormal basis and the response by what they do not explain.</summary>
    /// <param name="columns">The explaining columns; only the first <paramref name="count"/> are used, and only their first values.</param>
    /// <param name="count">How many columns explain.</param>
    /// <param name="response">What is explained; its length is the number of values used.</param>
    /// <param name="coefficients">Receives the coefficient of each column; empty when they are not wanted.</param>
    /// <param name="meter">Counts the work; <see langword="null"/> where nobody would end it.</param>
    public static void Project(double[][] columns, int count, Span<double> response, Span<double> coefficients = default, WorkMeter? meter = null)
    {
        ArgumentNullException.ThrowIfNull(columns);
        int length = response.Length;
        double[] factor = coefficients.IsEmpty ? [] : new double[count * count];
        for (int column = 0; column < count; column++)
        {
            Span<double> current = columns[column].AsSpan(0, length);
            meter?.Spend(4L * length);
            double before = Norm(current);
            for (int earlier = 0; earlier < column; earlier++)
            {
                meter?.Spend(2L * length);
                double share = TakeOff(columns[earlier].AsSpan(0, length), current);
                if (factor.Length > 0)
                {
                    factor[(earlier * count) + column] = share;
                }
            }

            double norm = Norm(current);
            if (!(norm > Dependent * before))
            {
                current.Clear();
                continue;
            }

            DenseVector.Scale(current, 1 / norm);
            double explained = TakeOff(current, response);
            if (factor.Length > 0)
            {
                factor[(column * count) + column] = norm;
                coefficients[column] = explained;
            }
        }

        if (factor.Length > 0)
        {
            Substitute(factor, count, coefficients, meter);
        }
    }

    private static double Norm(ReadOnlySpan<double> values) => Math.Sqrt(DenseVector.SumOfSquares(values));

    private static double TakeOff(ReadOnlySpan<double> direction, Span<double> values)
    {
        double share = DenseVector.Dot(direction, values);
        DenseVector.AddMultiple(-share, direction, values);
        return share;
    }

    private static void Substitute(double[] factor, int count, Span<double> coefficients, WorkMeter? meter)
    {
        for (int row = count - 1; row >= 0; row--)
        {
            meter?.Spend(count - row);
            double pivot = factor[(row * count) + row];
            double sum = coefficients[row];
            for (int column = row + 1; column < count; column++)
            {
                sum -= factor[(row * count) + column] * coefficients[column];
            }

            coefficients[row] = pivot > 0 ? sum / pivot : 0;
        }
    }
}

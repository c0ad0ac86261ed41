using Tollama.Numerics.Work;

namespace Tollama.Numerics.LinearAlgebra;

/// <summary>The Cholesky factorization of a symmetric positive definite matrix, A = L L', in place.</summary>
/// <remarks>
/// Golub and Van Loan, Matrix Computations, 4th edition (2013), algorithm 4.2.1. A matrix of size n lies row after row in n squared
/// numbers; only the lower triangle is read and written. The trailing block of L is the factor of the Schur complement of the leading
/// block.
/// </remarks>
public static class CholeskyFactor
{
    /// <summary>Replaces the lower triangle of a matrix by that of its factor.</summary>
    /// <param name="matrix">The matrix; its lower triangle is overwritten.</param>
    /// <param name="size">The number of rows.</param>
    /// <param name="meter">Counts the work; <see langword="null"/> where nobody would end it.</param>
    /// <returns>False if the matrix is not positive definite to working precision; the contents are then of no use.</returns>
    public static bool Factorize(Span<double> matrix, int size, WorkMeter? meter = null)
    {
        for (int row = 0; row < size; row++)
        {
            Span<double> current = matrix.Slice(row * size, row + 1);
            meter?.Spend((long)row * (row + 1) / 2);
            for (int column = 0; column < row; column++)
            {
                ReadOnlySpan<double> above = matrix.Slice(column * size, column + 1);
                current[column] = (current[column] - Dot(current, above, column)) / above[column];
            }

            double pivot = current[row] - Dot(current, current, row);
            if (!(pivot > 0) || !double.IsFinite(pivot))
            {
                return false;
            }

            current[row] = Math.Sqrt(pivot);
        }

        return true;
    }

    /// <summary>Solves A x = b in place.</summary>
    /// <param name="matrix">A; only the lower triangle is read. Overwritten by its factor.</param>
    /// <param name="vector">b, then x; as long as A has rows.</param>
    /// <param name="meter">Counts the work; <see langword="null"/> where nobody would end it.</param>
    /// <returns>False if the matrix is not positive definite to working precision; the vector then means nothing.</returns>
    public static bool TrySolve(Span<double> matrix, Span<double> vector, WorkMeter? meter = null)
    {
        if (!Factorize(matrix, vector.Length, meter))
        {
            return false;
        }

        meter?.Spend((long)vector.Length * vector.Length);
        SolveLower(matrix, vector.Length, vector);
        SolveUpper(matrix, vector.Length, vector.Length, vector);
        return true;
    }

    /// <summary>Solves L x = b in place.</summary>
    /// <param name="factor">What <see cref="Factorize"/> left.</param>
    /// <param name="size">The number of rows.</param>
    /// <param name="vector">b, then x.</param>
    public static void SolveLower(ReadOnlySpan<double> factor, int size, Span<double> vector)
    {
        for (int row = 0; row < size; row++)
        {
            ReadOnlySpan<double> current = factor.Slice(row * size, row + 1);
            vector[row] = (vector[row] - Dot(current, vector, row)) / current[row];
        }
    }

    /// <summary>Solves L' x = b in place, for the first unknowns when the others are known.</summary>
    /// <param name="factor">What <see cref="Factorize"/> left.</param>
    /// <param name="size">The number of rows.</param>
    /// <param name="unknowns">How many of the first entries to solve for; <paramref name="size"/> for all.</param>
    /// <param name="vector">b in the unknown entries, x in the others; then x.</param>
    public static void SolveUpper(ReadOnlySpan<double> factor, int size, int unknowns, Span<double> vector)
    {
        for (int row = size - 1; row >= 0; row--)
        {
            ReadOnlySpan<double> current = factor.Slice(row * size, row + 1);
            if (row < unknowns)
            {
                vector[row] /= current[row];
            }

            for (int column = Math.Min(row, unknowns) - 1; column >= 0; column--)
            {
                vector[column] -= current[column] * vector[row];
            }
        }
    }

    private static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right, int length)
    {
        double even = 0, odd = 0;
        int index = 0;
        for (; index + 1 < length; index += 2)
        {
            even += left[index] * right[index];
            odd += left[index + 1] * right[index + 1];
        }

        return even + odd + (index < length ? left[index] * right[index] : 0);
    }
}

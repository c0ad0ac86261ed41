namespace Tollama.Numerics.LinearAlgebra;

/// <summary>Solves small systems of equations whose matrix is symmetric and positive definite.</summary>
public static class Cholesky
{
    /// <summary>Solves in place.</summary>
    /// <param name="matrix">The matrix, row by row; only the lower triangle is read. Overwritten by its factor.</param>
    /// <param name="vector">The right-hand side; receives the solution.</param>
    /// <returns>False if the matrix is not positive definite; the vector then means nothing.</returns>
    public static bool TrySolve(Span<double> matrix, Span<double> vector)
    {
        int size = vector.Length;
        for (int row = 0; row < size; row++)
        {
            for (int column = 0; column <= row; column++)
            {
                double sum = matrix[(row * size) + column];
                for (int index = 0; index < column; index++)
                {
                    sum -= matrix[(row * size) + index] * matrix[(column * size) + index];
                }

                if (column < row)
                {
                    matrix[(row * size) + column] = sum / matrix[(column * size) + column];
                }
                else if (sum > 0 && double.IsFinite(sum))
                {
                    matrix[(row * size) + row] = Math.Sqrt(sum);
                }
                else
                {
                    return false;
                }
            }
        }

        Substitute(matrix, vector);
        return true;
    }

    private static void Substitute(ReadOnlySpan<double> factor, Span<double> vector)
    {
        int size = vector.Length;
        for (int row = 0; row < size; row++)
        {
            for (int column = 0; column < row; column++)
            {
                vector[row] -= factor[(row * size) + column] * vector[column];
            }

            vector[row] /= factor[(row * size) + row];
        }

        for (int row = size - 1; row >= 0; row--)
        {
            for (int column = row + 1; column < size; column++)
            {
                vector[row] -= factor[(column * size) + row] * vector[column];
            }

            vector[row] /= factor[(row * size) + row];
        }
    }
}

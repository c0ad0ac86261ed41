using Tollama.Numerics.LinearAlgebra;

namespace Tollama.Numerics.Optimization;

/// <summary>Minimizes a convex quadratic function of a few variables between bounds: d'Sd / 2 - r'd, low &lt;= d &lt;= high.</summary>
/// <remarks>
/// A primal active-set method (Nocedal and Wright, Numerical Optimization, 2nd edition (2006), section 16.5) for at most 8 variables:
/// variables at a bound are held there, the others are solved for; the first bound on the way is added to those held, and one whose
/// multiplier has the wrong sign is let go.
/// </remarks>
public static class BoxQuadratic
{
    /// <summary>The largest number of variables.</summary>
    public const int MaxSize = 8;

    private const int MaxRounds = 40;

    /// <summary>Minimizes.</summary>
    /// <param name="matrix">S, symmetric positive definite, row after row; both triangles.</param>
    /// <param name="target">r.</param>
    /// <param name="low">The lower bounds, at most 0.</param>
    /// <param name="high">The upper bounds, at least 0.</param>
    /// <param name="step">Receives d.</param>
    /// <exception cref="ArgumentException">There are more than <see cref="MaxSize"/> variables.</exception>
    public static void Minimize(
        ReadOnlySpan<double> matrix, ReadOnlySpan<double> target, ReadOnlySpan<double> low, ReadOnlySpan<double> high, Span<double> step)
    {
        int size = target.Length;
        if (size > MaxSize)
        {
            throw new ArgumentException($"{size} variables are more than {MaxSize}.", nameof(target));
        }

        Span<bool> held = stackalloc bool[size];
        Span<double> free = stackalloc double[size];
        step.Clear();
        for (int round = 0; round < MaxRounds; round++)
        {
            step.CopyTo(free);
            SolveFree(matrix, target, held, free);
            double share = 1;
            int blocking = -1;
            for (int index = 0; index < size; index++)
            {
                double bound = free[index] > high[index] ? high[index] : free[index] < low[index] ? low[index] : free[index];
                if (!held[index] && bound != free[index])
                {
                    double reach = (bound - step[index]) / (free[index] - step[index]);
                    (share, blocking) = reach < share ? (reach, index) : (share, blocking);
                }
            }

            for (int index = 0; index < size; index++)
            {
                step[index] = held[index] ? step[index] : Math.Clamp(step[index] + (share * (free[index] - step[index])), low[index], high[index]);
            }

            if (blocking >= 0)
            {
                step[blocking] = free[blocking] > high[blocking] ? high[blocking] : low[blocking];
                held[blocking] = true;
                continue;
            }

            int release = WorstHeld(matrix, target, low, high, held, step);
            if (release < 0)
            {
                return;
            }

            held[release] = false;
        }
    }

    private static void SolveFree(ReadOnlySpan<double> matrix, ReadOnlySpan<double> target, ReadOnlySpan<bool> held, Span<double> step)
    {
        int size = target.Length;
        Span<int> order = stackalloc int[MaxSize];
        int count = 0;
        for (int index = 0; index < size; index++)
        {
            if (!held[index])
            {
                order[count++] = index;
            }
        }

        Span<double> factor = stackalloc double[MaxSize * MaxSize];
        Span<double> right = stackalloc double[MaxSize];
        for (int row = 0; row < count; row++)
        {
            right[row] = target[order[row]];
            for (int index = 0; index < size; index++)
            {
                right[row] -= held[index] ? matrix[(order[row] * size) + index] * step[index] : 0;
            }

            for (int column = 0; column <= row; column++)
            {
                factor[(row * count) + column] = matrix[(order[row] * size) + order[column]];
            }
        }

        if (CholeskyFactor.TrySolve(factor, right[..count]))
        {
            for (int row = 0; row < count; row++)
            {
                step[order[row]] = right[row];
            }
        }
    }

    private static int WorstHeld(
        ReadOnlySpan<double> matrix,
        ReadOnlySpan<double> target,
        ReadOnlySpan<double> low,
        ReadOnlySpan<double> high,
        ReadOnlySpan<bool> held,
        ReadOnlySpan<double> step)
    {
        int size = target.Length, worst = -1;
        double worstPull = 1e-12;
        for (int index = 0; index < size; index++)
        {
            if (held[index] && high[index] > low[index])
            {
                double downhill = target[index];
                for (int other = 0; other < size; other++)
                {
                    downhill -= matrix[(index * size) + other] * step[other];
                }

                double pull = (step[index] == low[index] ? downhill : -downhill) / Math.Sqrt(matrix[(index * size) + index]);
                (worst, worstPull) = pull > worstPull ? (index, pull) : (worst, worstPull);
            }
        }

        return worst;
    }
}

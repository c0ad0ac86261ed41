using Tollama.Numerics.Work;

namespace Tollama.Numerics.Smoothing;

/// <summary>
/// Locally weighted regression on equally spaced values: each is replaced by a line (or a mean) fitted to its neighbours.
/// </summary>
/// <remarks>
/// Cleveland, Robust locally weighted regression and smoothing scatterplots, Journal of the American Statistical Association 74 (1979),
/// with the conventions of STL (Cleveland, Cleveland, McRae and Terpenning, Journal of Official Statistics 6, 1990): tricube weights over
/// the nearest values; a window longer than the series widens the bandwidth by half of what it is longer; the fit may be computed at every
/// few positions only and joined by straight lines. Holds a table of weights between calls, so an instance belongs to one thread.
/// </remarks>
public sealed class LoessSmoother
{
    private const int OperationsPerNeighbour = 4;

    private readonly int _window;
    private readonly int _degree;
    private readonly int _jump;
    private double[] _tricube = [];
    private int _tableBandwidth = -1;
    private int _tableReach = -1;

    /// <summary>Creates a smoother.</summary>
    /// <param name="window">How many neighbours count; made odd and at least 3.</param>
    /// <param name="degree">0 for local means, 1 for local lines.</param>
    /// <param name="jump">
    /// The distance between the positions where a fit is computed, at least 1; a tenth of the window, rounded up, by default.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The degree is not 0 or 1, or the jump below 1.</exception>
    public LoessSmoother(int window, int degree, int? jump = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(degree);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(degree, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(jump ?? 1, 1, nameof(jump));
        _window = Math.Max(3, window | 1);
        _degree = degree;
        _jump = jump ?? Math.Max(1, ((window - 1) / 10) + 1);
    }

    /// <summary>How many neighbours count; odd.</summary>
    public int Window => _window;

    /// <summary>Smooths a series.</summary>
    /// <param name="values">The series, without missing values.</param>
    /// <param name="importance">A factor for the weight of each value, not negative; empty when all count alike.</param>
    /// <param name="smooth">Receives as many values; another memory than <paramref name="values"/>.</param>
    /// <param name="meter">Counts the work; <see langword="null"/> where nobody would end it.</param>
    public void Smooth(ReadOnlySpan<double> values, ReadOnlySpan<double> importance, Span<double> smooth, WorkMeter? meter = null)
    {
        int last = values.Length - 1;
        if (last < 1)
        {
            values.CopyTo(smooth);
            return;
        }

        int count = Math.Min(_window, values.Length);
        int previous = 0;
        for (int position = 0; ; position = last - position > _jump ? position + _jump : last)
        {
            int left = Math.Clamp(position - (_window / 2), 0, values.Length - count);
            smooth[position] = Estimate(values, importance, position, left, count, values[position], meter);
            Join(smooth, previous, position);
            if (position == last)
            {
                return;
            }

            previous = position;
        }
    }

    /// <summary>The fit one position before the series.</summary>
    /// <param name="values">The series.</param>
    /// <param name="importance">A factor for the weight of each value; empty when all count alike.</param>
    /// <param name="otherwise">What to return when no value has weight.</param>
    /// <param name="meter">Counts the work; <see langword="null"/> where nobody would end it.</param>
    public double Before(ReadOnlySpan<double> values, ReadOnlySpan<double> importance, double otherwise, WorkMeter? meter = null) =>
        Estimate(values, importance, -1, 0, Math.Min(_window, values.Length), otherwise, meter);

    /// <summary>The fit one position after the series.</summary>
    /// <inheritdoc cref="Before" />
    public double After(ReadOnlySpan<double> values, ReadOnlySpan<double> importance, double otherwise, WorkMeter? meter = null)
    {
        int count = Math.Min(_window, values.Length);
        return Estimate(values, importance, values.Length, values.Length - count, count, otherwise, meter);
    }

    private static void Join(Span<double> smooth, int from, int to)
    {
        double slope = (smooth[to] - smooth[from]) / (to - from);
        for (int position = from + 1; position < to; position++)
        {
            smooth[position] = smooth[from] + (slope * (position - from));
        }
    }

    private double Estimate(
        ReadOnlySpan<double> values, ReadOnlySpan<double> importance, int position, int left, int count, double otherwise, WorkMeter? meter)
    {
        meter?.Spend(OperationsPerNeighbour * (long)count);
        int reach = Math.Max(position - left, left + count - 1 - position);
        PrepareTable(reach + (Math.Max(0, _window - values.Length) / 2), reach, meter);
        ReadOnlySpan<double> tricube = _tricube.AsSpan(reach + left - position, count);
        ReadOnlySpan<double> near = values.Slice(left, count);
        if (importance.IsEmpty)
        {
            return _degree == 0 ? Mean(tricube, near, otherwise) : Line(tricube, near, left - position, values.Length, otherwise);
        }

        Span<double> weights = _tricube.AsSpan((2 * reach) + 1, count);
        ReadOnlySpan<double> factors = importance.Slice(left, count);
        for (int index = 0; index < weights.Length; index++)
        {
            weights[index] = tricube[index] * factors[index];
        }

        return _degree == 0 ? Mean(weights, near, otherwise) : Line(weights, near, left - position, values.Length, otherwise);
    }

    private static double Mean(ReadOnlySpan<double> weights, ReadOnlySpan<double> values, double otherwise)
    {
        double total = 0, products = 0;
        for (int index = 0; index < values.Length; index++)
        {
            total += weights[index];
            products += weights[index] * values[index];
        }

        return total > 0 ? products / total : otherwise;
    }

    // The regression line at distance 0. Distances count from the position that is estimated.
    private static double Line(ReadOnlySpan<double> weights, ReadOnlySpan<double> values, int firstDistance, int length, double otherwise)
    {
        double total = 0, distances = 0, squares = 0, products = 0, moments = 0;
        double distance = firstDistance;
        for (int index = 0; index < values.Length; index++)
        {
            double weight = weights[index];
            double weighted = weight * values[index];
            total += weight;
            distances += weight * distance;
            squares += weight * distance * distance;
            products += weighted;
            moments += weighted * distance;
            distance++;
        }

        if (!(total > 0))
        {
            return otherwise;
        }

        double centre = distances / total;
        double variance = (squares / total) - (centre * centre);
        double mean = products / total;

        // Neighbours that practically stand at one place make no line.
        return Math.Sqrt(Math.Max(0, variance)) > 0.001 * (length - 1)
            ? mean - (centre / variance * ((moments / total) - (centre * mean)))
            : mean;
    }

    // The weights of the distances from -reach to reach, followed by room for as many products.
    private void PrepareTable(int bandwidth, int reach, WorkMeter? meter)
    {
        if (bandwidth == _tableBandwidth && reach == _tableReach)
        {
            return;
        }

        if (_tricube.Length < (4 * reach) + 2)
        {
            _tricube = new double[Math.Max((4 * reach) + 2, 2 * _tricube.Length)];
        }

        meter?.Spend(OperationsPerNeighbour * (long)reach);
        for (int distance = 0; distance <= reach; distance++)
        {
            double share = distance / (double)bandwidth;
            double rest = 1 - (share * share * share);
            double weight = distance <= 0.001 * bandwidth ? 1 : distance <= 0.999 * bandwidth ? rest * rest * rest : 0;
            _tricube[reach - distance] = weight;
            _tricube[reach + distance] = weight;
        }

        _tableBandwidth = bandwidth;
        _tableReach = reach;
    }
}

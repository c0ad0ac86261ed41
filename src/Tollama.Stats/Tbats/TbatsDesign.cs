using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Tollama.Numerics.LinearAlgebra;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>
/// How the innovations of a model depend on its initial states: linearly, so that the best states are a least-squares solution.
/// </summary>
/// <remarks>
/// De Livera, Hyndman and Snyder (2011), section 3.1. The column of a state is what the filter makes of the course the series would take
/// from that state alone: a sine, a cosine, a constant, a slope. The filter being the convolution with its response p to a single one, the
/// column of a wave is the sum of p turned on by its angle each step; so all columns together cost no more than one run of the filter.
/// The table of columns is made in portions, twice where one portion does not hold it: once for its products, once for the errors. It would take gigabytes
/// for a long series with many seasons, and nothing can end the first touch of so much memory.
/// </remarks>
internal sealed class TbatsDesign
{
    private const double Ridge = 1e-13;

    private const int OperationsPerWave = 2;

    // As many numbers as are in memory at once: 2 MiB, as a processor's cache holds them.
    private const int NumbersOfPortion = 1 << 18;

    private readonly WorkMeter _meter;
    private readonly TbatsHarmonics _harmonics;
    private readonly int _stride;
    private readonly int _response;
    private readonly int[] _columns;
    private readonly int _portion;

    // The last row of the portion before, and then the portion.
    private readonly double[] _rows;
    private readonly double[] _products;
    private readonly double[] _matrix;
    private readonly double[] _right;
    private readonly double[] _states;
    private double _level;
    private double _slope;
    private double _momentum;

    /// <summary>Memory for a form and a number of values.</summary>
    public TbatsDesign(TbatsForm form, int length, WorkMeter meter)
    {
        _meter = meter;
        _harmonics = form.Harmonics;
        int width = _harmonics.Width;
        _response = (2 * width) + 2;
        _stride = _response + 2;
        IEnumerable<int> waves = Enumerable.Range(0, _harmonics.Count);
        IEnumerable<int> conjugates = waves.Where(wave => _harmonics.Sines[wave] != 0).Select(wave => width + wave);
        _columns = [.. waves, .. conjugates, 2 * width, .. form.Trend ? (int[])[(2 * width) + 1] : []];
        _portion = Math.Clamp(NumbersOfPortion / _stride, 1, Math.Max(1, length));
        _rows = new double[(_portion + 1) * _stride];
        _products = new double[_stride * _stride];
        _matrix = new double[_columns.Length * _columns.Length];
        _right = new double[_columns.Length];
        _states = new double[_response];
    }

    /// <summary>The initial states last solved for, in the order waves, conjugates, level, slope.</summary>
    public ReadOnlySpan<double> States => _states;

    /// <summary>Finds the initial states with the least squares.</summary>
    /// <param name="response">The filter's response to a single one.</param>
    /// <param name="phi">What share of itself the slope keeps.</param>
    /// <param name="errors">What the filter leaves when all initial states are 0; receives what it leaves from the best ones.</param>
    /// <returns>False if there is no solution.</returns>
    public bool TrySolve(ReadOnlySpan<double> response, double phi, Span<double> errors)
    {
        _products.AsSpan().Clear();
        for (int start = 0; start < errors.Length; start += _portion)
        {
            int count = Fill(start, response, phi, errors);
            CrossProduct.Add(_rows.AsSpan(_stride), count, _stride, _products, _meter);
        }

        int size = _columns.Length;
        for (int row = 0; row < size; row++)
        {
            _meter.Spend(4L * row);
            double scale = Scale(row);
            _right[row] = _products[(_columns[row] * _stride) + _response] * scale;
            for (int column = 0; column < row; column++)
            {
                _matrix[(row * size) + column] = _products[(_columns[column] * _stride) + _columns[row]] * scale * Scale(column);
            }

            _matrix[(row * size) + row] = 1 + Ridge;
        }

        if (!CholeskyFactor.Factorize(_matrix, size, _meter))
        {
            return false;
        }

        CholeskyFactor.SolveLower(_matrix, size, _right);
        CholeskyFactor.SolveUpper(_matrix, size, size, _right);
        for (int row = 0; row < size; row++)
        {
            _states[_columns[row]] = _right[row] * Scale(row);
        }

        for (int start = 0; start < errors.Length; start += _portion)
        {
            int count = errors.Length <= _portion ? errors.Length : Fill(start, response, phi, errors);
            for (int row = 0; row < count; row++)
            {
                _meter.Spend(_response);
                errors[start + row] -= DenseVector.Dot(_states, _rows.AsSpan((row + 1) * _stride, _response));
            }
        }

        return true;
    }

    private double Scale(int column)
    {
        double square = _products[(_columns[column] * _stride) + _columns[column]];
        return square > 0 ? 1 / Math.Sqrt(square) : 0;
    }

    // The rows from one on, as many as a portion has or there are; each needs the one before. Returns their number.
    private int Fill(int start, ReadOnlySpan<double> response, double phi, ReadOnlySpan<double> errors)
    {
        int width = _harmonics.Width;
        int count = Math.Min(_portion, errors.Length - start);
        Continue(start);
        ref double table = ref MemoryMarshal.GetArrayDataReference(_rows);
        ref double cosines = ref MemoryMarshal.GetArrayDataReference(_harmonics.Cosines);
        ref double sines = ref MemoryMarshal.GetArrayDataReference(_harmonics.Sines);
        ref double presence = ref MemoryMarshal.GetArrayDataReference(_harmonics.Presence);
        for (int index = start; index < start + count; index++)
        {
            _meter.Spend((long)OperationsPerWave * _stride);
            int row = (index - start + 1) * _stride, previous = row - _stride;
            Vector256<double> pulse = Vector256.Create(response[index]);
            for (int wave = 0; wave < width; wave += Vector256<double>.Count)
            {
                nuint offset = (nuint)wave;
                Vector256<double> old = Vector256.LoadUnsafe(ref table, (nuint)(previous + wave));
                Vector256<double> conjugate = Vector256.LoadUnsafe(ref table, (nuint)(previous + width + wave));
                Vector256<double> cosine = Vector256.LoadUnsafe(ref cosines, offset), sine = Vector256.LoadUnsafe(ref sines, offset);
                Vector256<double> turned = (cosine * old) - (sine * conjugate) + (Vector256.LoadUnsafe(ref presence, offset) * pulse);
                Vector256<double> other = (sine * old) + (cosine * conjugate);
                turned.StoreUnsafe(ref table, (nuint)(row + wave));
                other.StoreUnsafe(ref table, (nuint)(row + width + wave));
            }

            _level += response[index];
            _momentum = phi * (_momentum + response[index]);
            _slope += _momentum;
            _rows[row + (2 * width)] = _level;
            _rows[row + (2 * width) + 1] = _slope;
            _rows[row + _response] = errors[index];
        }

        return count;
    }

    private void Continue(int start)
    {
        if (start == 0)
        {
            (_level, _slope, _momentum) = (0, 0, 0);
            _rows.AsSpan(0, _stride).Clear();
        }
        else
        {
            _rows.AsSpan(_portion * _stride, _stride).CopyTo(_rows);
        }
    }
}

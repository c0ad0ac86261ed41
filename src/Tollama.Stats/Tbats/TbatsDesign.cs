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
/// </remarks>
internal sealed class TbatsDesign
{
    private const double Ridge = 1e-13;

    private const int OperationsPerWave = 2;

    private readonly WorkMeter _meter;
    private readonly TbatsHarmonics _harmonics;
    private readonly int _stride;
    private readonly int _response;
    private readonly int[] _columns;
    private readonly double[] _rows;
    private readonly double[] _products;
    private readonly double[] _matrix;
    private readonly double[] _right;
    private readonly double[] _states;

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
        _rows = new double[length * _stride];
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
        Fill(response, phi, errors);
        CrossProduct.Compute(_rows, errors.Length, _stride, _products, _meter);
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

        for (int index = 0; index < errors.Length; index++)
        {
            _meter.Spend(_response);
            errors[index] -= DenseVector.Dot(_states, _rows.AsSpan(index * _stride, _response));
        }

        return true;
    }

    private double Scale(int column)
    {
        double square = _products[(_columns[column] * _stride) + _columns[column]];
        return square > 0 ? 1 / Math.Sqrt(square) : 0;
    }

    private void Fill(ReadOnlySpan<double> response, double phi, ReadOnlySpan<double> errors)
    {
        int width = _harmonics.Width;
        ref double table = ref MemoryMarshal.GetArrayDataReference(_rows);
        ref double cosines = ref MemoryMarshal.GetArrayDataReference(_harmonics.Cosines);
        ref double sines = ref MemoryMarshal.GetArrayDataReference(_harmonics.Sines);
        ref double presence = ref MemoryMarshal.GetArrayDataReference(_harmonics.Presence);
        double level = 0, slope = 0, momentum = 0;
        for (int index = 0; index < errors.Length; index++)
        {
            _meter.Spend((long)OperationsPerWave * _stride);
            int row = index * _stride, previous = row - _stride;
            Vector256<double> pulse = Vector256.Create(response[index]);
            for (int wave = 0; wave < width; wave += Vector256<double>.Count)
            {
                nuint offset = (nuint)wave;
                Vector256<double> old = default, conjugate = default;
                if (index > 0)
                {
                    old = Vector256.LoadUnsafe(ref table, (nuint)(previous + wave));
                    conjugate = Vector256.LoadUnsafe(ref table, (nuint)(previous + width + wave));
                }

                Vector256<double> cosine = Vector256.LoadUnsafe(ref cosines, offset), sine = Vector256.LoadUnsafe(ref sines, offset);
                Vector256<double> turned = (cosine * old) - (sine * conjugate) + (Vector256.LoadUnsafe(ref presence, offset) * pulse);
                Vector256<double> other = (sine * old) + (cosine * conjugate);
                turned.StoreUnsafe(ref table, (nuint)(row + wave));
                other.StoreUnsafe(ref table, (nuint)(row + width + wave));
            }

            level += response[index];
            momentum = phi * (momentum + response[index]);
            slope += momentum;
            _rows[row + (2 * width)] = level;
            _rows[row + (2 * width) + 1] = slope;
            _rows[row + _response] = errors[index];
        }
    }
}

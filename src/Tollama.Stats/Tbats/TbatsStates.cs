using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>The states of a model: level, slope, and the waves with their conjugates.</summary>
/// <remarks>
/// De Livera, Hyndman and Snyder (2011), section 2.2: with the error d, level' = level + phi slope + alpha d, slope' = phi slope + beta d,
/// and each wave turns by its angle and takes over a share of d. The forecast of a step is level + phi slope + the sum of the waves.
/// </remarks>
internal sealed class TbatsStates
{
    private const int OperationsPerValue = 10;
    private const int OperationsPerWave = 2;

    private readonly TbatsHarmonics _harmonics;
    private readonly double[] _waves;
    private readonly double[] _conjugates;
    private double _level;
    private double _slope;

    /// <summary>Memory for the states of a model, all 0.</summary>
    public TbatsStates(TbatsHarmonics harmonics)
    {
        _harmonics = harmonics;
        _waves = new double[harmonics.Width];
        _conjugates = new double[harmonics.Width];
    }

    /// <summary>The level.</summary>
    public double Level => _level;

    /// <summary>The slope.</summary>
    public double Slope => _slope;

    /// <summary>Sets all states to 0.</summary>
    public void Clear()
    {
        (_level, _slope) = (0, 0);
        Array.Clear(_waves);
        Array.Clear(_conjugates);
    }

    /// <summary>Sets the states from the order of the columns of <see cref="TbatsDesign"/>: waves, conjugates, level, slope.</summary>
    public void Set(ReadOnlySpan<double> states)
    {
        int width = _harmonics.Width;
        states[..width].CopyTo(_waves);
        states.Slice(width, width).CopyTo(_conjugates);
        (_level, _slope) = (states[2 * width], states[(2 * width) + 1]);
    }

    /// <summary>A copy that goes its own way.</summary>
    public TbatsStates Copy()
    {
        TbatsStates copy = new(_harmonics);
        _waves.CopyTo(copy._waves, 0);
        _conjugates.CopyTo(copy._conjugates, 0);
        (copy._level, copy._slope) = (_level, _slope);
        return copy;
    }

    /// <summary>The forecast of the next value.</summary>
    public double Forecast(TbatsParameters parameters)
    {
        double sum = 0;
        foreach (double wave in _waves)
        {
            sum += wave;
        }

        return _level + (parameters.Phi * _slope) + sum;
    }

    /// <summary>What each season adds to the next value.</summary>
    /// <param name="seasons">Receives a number a season.</param>
    public void Figures(Span<double> seasons)
    {
        seasons.Clear();
        for (int wave = 0; wave < _harmonics.Count; wave++)
        {
            seasons[_harmonics.SeasonOf[wave]] += _waves[wave];
        }
    }

    /// <summary>Moves one step on.</summary>
    public void Step(TbatsParameters parameters, double error, WorkMeter meter)
    {
        double value = Forecast(parameters) + error;
        Run(parameters, new ReadOnlySpan<double>(in value), new Span<double>(ref error), meter);
    }

    /// <summary>Runs over a series; gives the error of forecasting each value from those before it.</summary>
    public void Run(TbatsParameters parameters, ReadOnlySpan<double> values, Span<double> errors, WorkMeter meter)
    {
        int width = _harmonics.Width;
        ref double waves = ref MemoryMarshal.GetArrayDataReference(_waves);
        ref double conjugates = ref MemoryMarshal.GetArrayDataReference(_conjugates);
        ref double cosines = ref MemoryMarshal.GetArrayDataReference(_harmonics.Cosines);
        ref double sines = ref MemoryMarshal.GetArrayDataReference(_harmonics.Sines);
        ref double first = ref MemoryMarshal.GetArrayDataReference(parameters.FirstGains);
        ref double second = ref MemoryMarshal.GetArrayDataReference(parameters.SecondGains);
        (double level, double slope, double alpha, double beta, double phi) = (_level, _slope, parameters.Alpha, parameters.Beta, parameters.Phi);
        int operations = OperationsPerValue + (OperationsPerWave * width);
        Vector256<double> total = default;
        for (int wave = 0; wave < width; wave += Vector256<double>.Count)
        {
            total += Vector256.LoadUnsafe(ref waves, (nuint)wave);
        }

        for (int index = 0; index < values.Length; index++)
        {
            meter.Spend(operations);
            double damped = phi * slope;
            double error = values[index] - (level + damped + Vector256.Sum(total));
            errors[index] = error;
            level += damped + (alpha * error);
            slope = damped + (beta * error);
            Vector256<double> shock = Vector256.Create(error);
            total = default;
            for (int wave = 0; wave < width; wave += Vector256<double>.Count)
            {
                nuint offset = (nuint)wave;
                Vector256<double> old = Vector256.LoadUnsafe(ref waves, offset), conjugate = Vector256.LoadUnsafe(ref conjugates, offset);
                Vector256<double> cosine = Vector256.LoadUnsafe(ref cosines, offset), sine = Vector256.LoadUnsafe(ref sines, offset);
                Vector256<double> turned = (cosine * old) + (sine * conjugate) + (Vector256.LoadUnsafe(ref first, offset) * shock);
                Vector256<double> other = (cosine * conjugate) - (sine * old) + (Vector256.LoadUnsafe(ref second, offset) * shock);
                turned.StoreUnsafe(ref waves, offset);
                other.StoreUnsafe(ref conjugates, offset);
                total += turned;
            }
        }

        (_level, _slope) = (level, slope);
    }
}

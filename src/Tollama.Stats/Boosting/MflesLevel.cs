using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>The mean of simple exponential smoothings with the parameters 0.05, 0.1, … 0.6, each from 0 on.</summary>
internal sealed class MflesLevel
{
    private const int Count = 12;
    private const double Step = 0.05;

    private readonly double[] _levels = new double[Count];

    /// <summary>The forecast of all values to come.</summary>
    public double Next { get; private set; }

    /// <summary>Takes in a value.</summary>
    public void Update(double value)
    {
        double sum = 0;
        for (int index = 0; index < Count; index++)
        {
            _levels[index] += Step * (index + 1) * (value - _levels[index]);
            sum += _levels[index];
        }

        Next = sum / Count;
    }

    /// <summary>The forecast of each value from those before it.</summary>
    public double[] Run(double[] values, WorkMeter meter)
    {
        double[] forecasts = new double[values.Length];
        for (int index = 0; index < values.Length; index++)
        {
            meter.Spend(2 * Count);
            forecasts[index] = Next;
            Update(values[index]);
        }

        return forecasts;
    }
}

using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>The forecast of the seasonally adjusted series.</summary>
internal sealed class ThetaLine(ExponentialLevel level, double halfSlope, int length)
{
    private const int OperationsPerPower = 20;

    /// <summary>The share of each error that moves the level.</summary>
    public double Alpha => level.Alpha;

    /// <summary>Half the slope of the least-squares line.</summary>
    public double HalfSlope => halfSlope;

    /// <summary>The number of values in the history.</summary>
    public int Length => length;

    /// <summary>The value of a future step, counted from 1.</summary>
    public double At(int step) => level.Last + (halfSlope * (step - 1 + Memory(length)));

    /// <summary>The one-step forecasts of the history, with the season put back.</summary>
    public double[] Fit(ClassicalDecomposition? season, WorkMeter meter)
    {
        double[] fitted = new double[length];
        for (int index = 0; index < length; index++)
        {
            meter.Spend(OperationsPerPower);
            double value = level.Fitted[index] + (halfSlope * Memory(index));
            fitted[index] = season?.Restore(value, index) ?? value;
        }

        return fitted;
    }

    // How many steps of drift a level lags behind after so many values: the sum of (1 - alpha)^k.
    private double Memory(int values) => (1 - Math.Pow(1 - level.Alpha, values)) / level.Alpha;
}

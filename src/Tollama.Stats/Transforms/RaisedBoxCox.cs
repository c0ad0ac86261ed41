using System.Runtime.InteropServices;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>The transformation of Box and Cox, raised so far above 0 that multiplying and adding come to the same.</summary>
/// <remarks>
/// Methods to which a shift means nothing are not affected. Others, such as those that multiply a season, would otherwise meet the zero
/// that a logarithm has in the midst of a series.
/// </remarks>
/// <param name="Transformation">The transformation.</param>
/// <param name="Raise">What is added to its results.</param>
/// <param name="Limit">The largest value that comes back.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RaisedBoxCox(BoxCox Transformation, double Raise, double Limit)
{
    private const double Ranges = 10;
    private const int OperationsPerPower = 30;

    // A lambda below 0 has a pole, near which forecasts grow without bound.
    private const double LimitBeforePole = 10;
    private const double LimitWithoutPole = 1e6;

    /// <summary>Makes the transformation for a history that it accepts.</summary>
    public static RaisedBoxCox For(BoxCox transformation, double[] values, WorkMeter meter)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (double value in values)
        {
            meter.Spend(OperationsPerPower);
            double transformed = transformation.Transform(value);
            low = Math.Min(low, transformed);
            high = Math.Max(high, transformed);
        }

        double limit = (transformation.Lambda < 0 ? LimitBeforePole : LimitWithoutPole) * Magnitude.Of(values);
        return new RaisedBoxCox(transformation, (Ranges * (high - low)) - low, limit);
    }

    /// <summary>The transformed value.</summary>
    public double Transform(double value) => Raise + Transformation.Transform(value);

    /// <summary>The value that was transformed; not above the limit.</summary>
    public double Invert(double transformed) => Transformation.Invert(transformed - Raise, Limit);

    /// <summary>A series transformed.</summary>
    public double[] TransformAll(double[] values, WorkMeter meter)
    {
        double[] transformed = new double[values.Length];
        for (int index = 0; index < transformed.Length; index++)
        {
            meter.Spend(OperationsPerPower);
            transformed[index] = Transform(values[index]);
        }

        return transformed;
    }

    /// <summary>A transformed series back in the units of the history; what is not a number stays.</summary>
    public double[] InvertAll(double[] values, WorkMeter meter)
    {
        double[] inverted = new double[values.Length];
        for (int index = 0; index < inverted.Length; index++)
        {
            meter.Spend(OperationsPerPower);
            inverted[index] = double.IsNaN(values[index]) ? values[index] : Invert(values[index]);
        }

        return inverted;
    }
}

using System.Runtime.InteropServices;

namespace Tollama.Neural;

/// <summary>
/// Where the values of a series lie and how far they spread: what a model takes off before it looks and puts back at the end.
/// </summary>
/// <param name="Location">The mean of the observed values; 0 without any.</param>
/// <param name="Spread">Their standard deviation; 1 without any, never 0.</param>
/// <param name="IsCompressed">True if scaled values go through the inverse hyperbolic sine, so that outliers come nearer.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct InstanceScale(double Location, double Spread, bool IsCompressed = false)
{
    /// <summary>What stands for the spread of a constant series.</summary>
    private const double LeastSpread = 1e-5;

    /// <summary>A spread below this share of the mean is rounding: the mean of equal values need not be that value.</summary>
    private const double Rounding = 1e-14;

    /// <summary>The scale of the values that are observed, NaN for those that are not; a constant series has a spread of 1e-5, as in the Chronos models.</summary>
    public static InstanceScale Of(ReadOnlySpan<double> values) => Of(values, _ => LeastSpread);

    /// <summary>The same, but the spread of a constant series is 1e-5 of its value, to a power of two.</summary>
    public static InstanceScale OfRelative(ReadOnlySpan<double> values) =>
        Of(values, constant => constant == 0 ? LeastSpread : Math.ScaleB(LeastSpread, Math.ILogB(constant)));

    /// <summary>The same, but the spread of a constant series is 1: nothing is divided.</summary>
    public static InstanceScale OrUnit(ReadOnlySpan<double> values) => Of(values, _ => 1);

    /// <summary>The value as the model sees it.</summary>
    public double Apply(double value)
    {
        double scaled = (value - Location) / Spread;
        return IsCompressed ? Math.Asinh(scaled) : scaled;
    }

    /// <summary>The value of a number that the model says.</summary>
    public double Undo(double value) => ((IsCompressed ? Math.Sinh(value) : value) * Spread) + Location;

    private static InstanceScale Of(ReadOnlySpan<double> values, Func<double, double> spreadOfConstant)
    {
        double sum = 0;
        int count = 0;
        foreach (double value in values)
        {
            if (!double.IsNaN(value))
            {
                sum += value;
                count++;
            }
        }

        if (count == 0)
        {
            return new InstanceScale(0, 1);
        }

        double mean = sum / count;
        double squares = 0;
        foreach (double value in values)
        {
            squares += double.IsNaN(value) ? 0 : (value - mean) * (value - mean);
        }

        double spread = Math.Sqrt(squares / count);
        return new InstanceScale(mean, spread <= Rounding * Math.Abs(mean) ? spreadOfConstant(mean) : spread);
    }
}

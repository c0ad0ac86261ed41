using System.Runtime.InteropServices;

namespace Tollama.Stats;

/// <summary>The least-squares line through the first values of a series, time counting from 1.</summary>
/// <param name="Count">How many values.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Slope">The slope of the line; 0 with less than two values.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ThetaTrendState(int Count, double Mean, double Slope)
{
    /// <summary>Where the line stands at time 0.</summary>
    public double Intercept => Mean - ((Count + 1) / 2.0 * Slope);

    /// <summary>The line with one value more.</summary>
    public ThetaTrendState Next(double value)
    {
        double count = Count + 1;
        double slope = Count == 0 ? 0 : (((count - 2) * Slope) + (6 / count * (value - Mean))) / (count + 1);
        return new ThetaTrendState(Count + 1, Mean + ((value - Mean) / count), slope);
    }
}

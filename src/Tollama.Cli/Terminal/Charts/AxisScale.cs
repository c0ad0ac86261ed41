using System.Globalization;

namespace Tollama.Cli.Terminal.Charts;

/// <summary>A vertical axis with round numbers: its ends and its ticks are multiples of 1, 2 or 5 times a power of ten.</summary>
internal sealed class AxisScale
{
    private const double Million = 1e6;
    private const double TooSmallForDigits = 1e-4;

    private readonly double _step;

    /// <summary>The scale that holds all values.</summary>
    /// <param name="lowest">The smallest value.</param>
    /// <param name="highest">The largest value.</param>
    /// <param name="maxTicks">The most ticks, at least 2.</param>
    public AxisScale(double lowest, double highest, int maxTicks)
    {
        double spread = highest - lowest;
        if (spread <= Math.Max(Math.Abs(highest), Math.Abs(lowest)) * 1e-9)
        {
            spread = Math.Max(Math.Abs(highest) / 5, 1e-6);
            (lowest, highest) = (lowest - (spread / 2), highest + (spread / 2));
        }

        _step = RoundUp(spread / maxTicks);
        Min = Math.Floor(lowest / _step) * _step;
        Max = Math.Ceiling(highest / _step) * _step;
    }

    public double Min { get; }

    public double Max { get; }

    /// <summary>The values to label, ascending, both ends among them.</summary>
    public IEnumerable<double> Ticks =>
        Enumerable.Range(0, (int)Math.Round((Max - Min) / _step) + 1).Select(index => (Math.Round(Min / _step) + index) * _step);

    /// <summary>Where a value stands: 0 at the bottom, 1 at the top.</summary>
    public double Position(double value) => (value - Min) / (Max - Min);

    /// <summary>A tick's label.</summary>
    public string Label(double tick)
    {
        if (_step < TooSmallForDigits)
        {
            return tick.ToString("G3", CultureInfo.InvariantCulture);
        }

        bool isLarge = _step >= Million / 10;
        double unit = isLarge ? Million : 1;
        int decimals = Math.Max(0, (int)Math.Ceiling(-Math.Log10(_step / unit) - 1e-9));
        return (tick / unit).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) + (isLarge ? "M" : "");
    }

    private static double RoundUp(double step)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        double factor = (step / power) switch { <= 1.0000001 => 1, <= 2.0000001 => 2, <= 5.0000001 => 5, _ => 10 };
        return factor * power;
    }
}

namespace Tollama.Neural;

/// <summary>The power of two by which a series is multiplied before a model sees it, so that no absolute limit inside a model matters.</summary>
/// <remarks>
/// Networks take a series apart from its size, but with limits that are not relative: a spread below 1e-6 counts as 1e-6, say, so that a series in tiny units
/// would be drowned in what the network says of a spread that is none. A power of two changes no digit: where no limit is met, every forecast is the same
/// to the last bit.
/// </remarks>
internal static class BinaryScale
{
    /// <summary>A spread below this share of the largest value is rounding: the series is constant.</summary>
    private const double Rounding = 1e-14;

    /// <summary>Series whose spread, or of a constant its value, is from 1 to two to this power are left as they are.</summary>
    private const int Largest = 64;

    /// <summary>The exponent of the power that brings the spread of the values, or of a constant its value, into [1, 2).</summary>
    /// <param name="values">The values, not all of them missing; NaN is a missing one.</param>
    /// <returns>0 for values of an ordinary size, from 1 to 2^64, and for zeros.</returns>
    public static int ExponentFor(ReadOnlySpan<double> values)
    {
        double largest = 0;
        foreach (double value in values)
        {
            largest = double.IsNaN(value) ? largest : Math.Max(largest, Math.Abs(value));
        }

        if (largest == 0)
        {
            return 0;
        }

        // The largest value is in [1, 2) here, so that no square is lost or overflows.
        int unit = Math.ILogB(largest);
        double spread = SpreadOf(values, -unit);
        int size = spread < Rounding ? unit : unit + Math.ILogB(spread);
        return size is >= 0 and <= Largest ? 0 : -size;
    }

    /// <summary>The values times two to a power.</summary>
    public static double[] Apply(double[] values, int exponent) => exponent == 0 ? values : [.. values.Select(value => Math.ScaleB(value, exponent))];

    /// <summary>The forecast of the series itself, of that of the series times two to a power.</summary>
    public static NativeForecast Undo(NativeForecast forecast, int exponent) => exponent == 0 ? forecast : forecast with
    {
        Quantiles = [.. forecast.Quantiles.Select(row => Apply(row, -exponent))],
        Mean = forecast.Mean is { } mean ? Apply(mean, -exponent) : null,
    };

    private static double SpreadOf(ReadOnlySpan<double> values, int exponent)
    {
        (double sum, int count) = (0, 0);
        foreach (double value in values)
        {
            if (!double.IsNaN(value))
            {
                sum += Math.ScaleB(value, exponent);
                count++;
            }
        }

        double squares = 0;
        foreach (double value in values)
        {
            double deviation = double.IsNaN(value) ? 0 : Math.ScaleB(value, exponent) - (sum / count);
            squares += deviation * deviation;
        }

        return Math.Sqrt(squares / count);
    }
}

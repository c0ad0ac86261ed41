using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Tells a season that a history has seen two or three times.</summary>
/// <remarks>
/// With so few cycles no model can estimate a figure and still tell whether there is one. What can be told is whether the second cycle
/// repeats the first: the variance of the differences over a season, their mean being the trend, over that of the series without this
/// trend. Without a season it is 2, for one that is as large as the noise 1, for an exact one 0.
/// </remarks>
internal static class FewCycles
{
    /// <summary>Below it a season is there, in part; chosen on made-up series of all periods and on random walks.</summary>
    public const double Some = 1.1;

    /// <summary>Below it the season is most of the series.</summary>
    public const double Most = 0.8;

    private const double Cycles = 3.2;
    private const int OperationsPerValue = 8;

    /// <summary>Whether a history is that short.</summary>
    public static bool Are(int length, int season) => length < Cycles * season;

    /// <summary>Whether a season is there, for a history that is that short.</summary>
    public static bool Show(ReadOnlySpan<double> values, int season, WorkMeter meter) =>
        ChangeRatio(values, season, meter) < Some;

    /// <summary>The variance of the differences over a season over that of the series without their mean as a trend.</summary>
    public static double ChangeRatio(ReadOnlySpan<double> values, int season, WorkMeter meter)
    {
        int pairs = values.Length - season;
        if (pairs < 2)
        {
            return double.PositiveInfinity;
        }

        meter.Spend((long)OperationsPerValue * values.Length);
        double change = 0;
        for (int index = 0; index < pairs; index++)
        {
            change += (values[index + season] - values[index]) / pairs;
        }

        double mean = 0, squares = 0, changes = 0;
        for (int index = 0; index < values.Length; index++)
        {
            double level = values[index] - (change / season * index);
            double difference = level - mean;
            mean += difference / (index + 1);
            squares += difference * (level - mean);
            double rest = index < pairs ? values[index + season] - values[index] - change : 0;
            changes += rest * rest;
        }

        double rounding = 1e-12 * Magnitude.Of(values);
        return squares > values.Length * rounding * rounding ? changes / (pairs - 1) / (squares / (values.Length - 1)) : double.PositiveInfinity;
    }
}

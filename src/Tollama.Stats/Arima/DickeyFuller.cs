using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>The augmented test of Dickey and Fuller for a unit root, with a constant and one lagged difference.</summary>
/// <remarks>
/// Dickey and Fuller, Distribution of the estimators for autoregressive time series with a unit root, Journal of the American Statistical
/// Association 74 (1979); Said and Dickey, Testing for unit roots in autoregressive-moving average models of unknown order, Biometrika 71
/// (1984): each difference is regressed on a constant, the value before and the difference before; the statistic is the t ratio of the
/// value before. Critical values by Fuller, Introduction to Statistical Time Series (1976), table 8.5.2. One lag and the steps of the table
/// are those of R's <c>ndiffs(test = "adf")</c>.
/// </remarks>
internal static class DickeyFuller
{
    private const int Columns = 3;

    /// <summary>The statistic; <see langword="null"/> when the series is too short for it.</summary>
    public static double? Statistic(double[] values, WorkMeter meter)
    {
        int count = values.Length - 2;
        if (count <= Columns)
        {
            return null;
        }

        meter.Spend(6L * count);
        double[] response = new double[count], constant = new double[count], level = new double[count], before = new double[count];
        for (int index = 0; index < count; index++)
        {
            response[index] = values[index + 2] - values[index + 1];
            before[index] = values[index + 1] - values[index];
            constant[index] = 1;
            level[index] = values[index + 1];
        }

        return TRatio.Of([constant, before, level], response, meter).Value;
    }

    /// <summary>Below it a unit root is rejected at level 0.05.</summary>
    /// <param name="length">The number of values of the series.</param>
    public static double CriticalValue(int length) => (length - 1) switch
    {
        < 25 => -3.00,
        < 50 => -2.93,
        < 100 => -2.89,
        < 250 => -2.88,
        < 500 => -2.87,
        _ => -2.86,
    };
}

namespace Tollama.Stats;

/// <summary>The size of one-step errors.</summary>
internal static class ErrorVariance
{
    /// <summary>
    /// The root of the sum of squared errors over their number less the estimated parameters; 0 when there is no error to measure.
    /// </summary>
    /// <param name="history">The history; only observed values count.</param>
    /// <param name="fitted">Their one-step forecasts; NaN where there is none.</param>
    /// <param name="parameters">How many parameters were estimated from the same errors.</param>
    public static double StandardDeviation(History history, double[] fitted, int parameters)
    {
        double sum = 0;
        int count = 0;
        for (int index = 0; index < fitted.Length; index++)
        {
            double error = history.Values[index] - fitted[index];
            if (history.Observed[index] && !double.IsNaN(error))
            {
                sum += error * error;
                count++;
            }
        }

        return count == 0 ? 0 : Math.Sqrt(sum / Math.Max(1, count - parameters));
    }
}

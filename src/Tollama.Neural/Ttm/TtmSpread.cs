namespace Tollama.Neural;

/// <summary>How far the truth lies from the point forecast, step by step, by the errors at earlier origins.</summary>
internal static class TtmSpread
{
    /// <summary>How many earlier origins are tried at the most.</summary>
    public const int Origins = 8;

    /// <summary>How many are needed to say anything.</summary>
    public const int FewestOrigins = 3;

    /// <summary>
    /// The ends of the histories from which to forecast again, each with at least one step of truth after it; empty when the series is too
    /// short.
    /// </summary>
    /// <param name="length">The length of the series.</param>
    /// <param name="steps">The steps of one pass.</param>
    public static int[] EndsFor(int length, int steps)
    {
        // At least as much history as steps, so that the model sees a pattern before it is judged.
        int latest = length - 1;
        int earliest = Math.Max(steps, length / 2);
        int count = Math.Min(Origins, latest - earliest + 1);
        return count < FewestOrigins ? [] : [.. Enumerable.Range(0, count).Select(i => latest - (int)((long)i * (latest - earliest) / Math.Max(count - 1, 1)))];
    }

    /// <summary>
    /// The standard deviation at each step: of the errors at that step and before it, and never below that of a nearer step.
    /// </summary>
    /// <param name="errors">For each origin the errors at its first steps.</param>
    /// <param name="horizon">How many steps; those beyond the errors grow as a random walk's.</param>
    public static double[] Of(IReadOnlyList<double[]> errors, int horizon)
    {
        double[] spread = new double[horizon];
        double squares = 0;
        int count = 0;
        int known = 0;
        for (int step = 0; step < horizon; step++)
        {
            double[] here = [.. errors.Where(row => row.Length > step).Select(row => row[step])];
            if (here.Length > 0)
            {
                squares += here.Sum(error => error * error);
                count += here.Length;
                known = step + 1;
                spread[step] = Math.Max(Math.Sqrt(squares / count), step == 0 ? 0 : spread[step - 1]);
            }
            else
            {
                spread[step] = spread[known - 1] * Math.Sqrt((step + 1.0) / known);
            }
        }

        return spread;
    }

    /// <summary>
    /// The standard deviation of a seasonal naive forecast, for a series too short for anything better: it grows with each season.
    /// </summary>
    /// <param name="values">The values, none missing.</param>
    /// <param name="season">The values of a season; of a shorter history than that and a few values, 1.</param>
    /// <param name="horizon">How many steps.</param>
    /// <remarks>Hyndman and Athanasopoulos, Forecasting: Principles and Practice (2021), section 5.5.</remarks>
    public static double[] OfSeasonalNaive(double[] values, int season, int horizon)
    {
        int lag = values.Length >= season + FewestOrigins ? season : 1;
        double squares = 0;
        for (int i = lag; i < values.Length; i++)
        {
            squares += (values[i] - values[i - lag]) * (values[i] - values[i - lag]);
        }

        double deviation = values.Length > lag ? Math.Sqrt(squares / (values.Length - lag)) : 0;
        return [.. Enumerable.Range(0, horizon).Select(step => deviation * Math.Sqrt((step / lag) + 1))];
    }
}

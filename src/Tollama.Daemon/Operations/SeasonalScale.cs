namespace Tollama.Daemon.Operations;

/// <summary>By what the seasonal naive forecast of one step errs within a history: the unit of the scaled measures.</summary>
/// <param name="Season">Values in a season, at least 1.</param>
/// <param name="Absolute">The mean of |x(t) - x(t - season)|; <see cref="double.NaN"/> where no pair of values is known, or none differs.</param>
/// <param name="Squared">The mean of the squares of these differences; <see cref="double.NaN"/> likewise.</param>
internal readonly record struct SeasonalScale(int Season, double Absolute, double Squared)
{
    /// <summary>The scale of a history.</summary>
    /// <param name="history">The values, oldest first; <see cref="double.NaN"/> where one is missing. Pairs with a missing value are left out.</param>
    /// <param name="season">Values in a season, at least 1.</param>
    internal static SeasonalScale Of(ReadOnlySpan<double> history, int season)
    {
        double absolute = 0;
        double squared = 0;
        int count = 0;
        for (int place = season; place < history.Length; place++)
        {
            double change = history[place] - history[place - season];
            if (!double.IsNaN(change))
            {
                absolute += Math.Abs(change);
                squared += change * change;
                count++;
            }
        }

        return new SeasonalScale(season, OrNone(absolute / count), OrNone(squared / count));
    }

    private static double OrNone(double scale) => scale > 0 ? scale : double.NaN;
}

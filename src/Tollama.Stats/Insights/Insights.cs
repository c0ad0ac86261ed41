using Tollama.Core.Forecasting;
using Tollama.Core.Requests;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>What a fitted method says of the history, for those who asked for it.</summary>
/// <param name="include">What was asked for.</param>
internal sealed class Insights(IReadOnlyList<Inclusion> include)
{
    /// <summary>Whether anything was asked for.</summary>
    public bool AreWanted => include.Count > 0;

    /// <summary>Whether one thing was asked for.</summary>
    public bool Has(Inclusion inclusion) => include.Contains(inclusion);

    /// <summary>What was asked for of a series.</summary>
    /// <param name="fitted">The method, fitted.</param>
    /// <param name="nonNegative">Whether its forecasts are raised to 0; those of one step are, too.</param>
    /// <param name="leapDays">The days that the method did not see; <see langword="null"/> for none.</param>
    /// <param name="meter">Counts the work.</param>
    public SeriesInsight? Of(FittedModel fitted, bool nonNegative, LeapDays? leapDays, WorkMeter meter)
    {
        if (!AreWanted)
        {
            return null;
        }

        return new SeriesInsight
        {
            Fitted = Has(Inclusion.Fitted) || Has(Inclusion.Residuals) ? FittedOf(fitted, nonNegative, leapDays, meter) : null,
            Parameters = Has(Inclusion.Parameters)
                ? fitted.Parameters.Where(pair => double.IsFinite(pair.Value)).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal)
                : null,
        };
    }

    private static double[] FittedOf(FittedModel fitted, bool nonNegative, LeapDays? leapDays, WorkMeter meter)
    {
        meter.Spend(4L * fitted.Fitted.Length);
        double[] values = Array.ConvertAll(fitted.Fitted, value => !double.IsFinite(value) ? double.NaN : nonNegative ? Math.Max(value, 0) : value);
        return leapDays?.PutBackMissing(values) ?? values;
    }
}

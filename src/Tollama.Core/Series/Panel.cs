using System.Globalization;
using Tollama.Core.Errors;

namespace Tollama.Core.Series;

/// <summary>Series that are forecast together, so many steps ahead. Who reads data makes a panel, who forecasts takes one.</summary>
public sealed record Panel
{
    /// <summary>Makes a panel; the lengths of time stamps and covariates are checked here, once.</summary>
    /// <param name="series">The series, with different names.</param>
    /// <param name="horizon">How many steps past the end of each series are forecast; at least 1.</param>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>: a length does not fit.</exception>
    public Panel(IReadOnlyList<TimeSeries> series, int horizon)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        Series = series;
        Horizon = horizon;
        foreach (TimeSeries one in series)
        {
            Check(one);
        }
    }

    /// <summary>The series, in the order of the request.</summary>
    public IReadOnlyList<TimeSeries> Series { get; }

    /// <summary>How many steps past the end of each series are forecast; at least 1.</summary>
    public int Horizon { get; }

    /// <summary>The number of values of all series.</summary>
    public long Points => Series.Sum(one => (long)one.Length);

    /// <summary>The same panel without the covariates that a model cannot use.</summary>
    /// <param name="use">What the model uses.</param>
    /// <param name="dropped">What was left out, in alphabetical order: <c>past_covariates.price</c>, <c>static_covariates</c>.</param>
    public Panel Keep(CovariateUse use, out IReadOnlyCollection<string> dropped)
    {
        ArgumentNullException.ThrowIfNull(use);
        SortedSet<string> left = new(StringComparer.Ordinal);
        TimeSeries[] kept = [.. Series.Select(one => Keep(one, use, left))];
        dropped = left;
        return left.Count == 0 ? this : new Panel(kept, Horizon);
    }

    private static TimeSeries Keep(TimeSeries series, CovariateUse use, SortedSet<string> dropped)
    {
        if (series.StaticCovariates.Count > 0 && !use.Static)
        {
            dropped.Add(CovariateUse.StaticName);
            series = series with { StaticCovariates = new Dictionary<string, System.Text.Json.JsonElement>() };
        }

        if (series.Covariates.Count == 0)
        {
            return series;
        }

        List<Covariate> kept = new(series.Covariates.Count);
        foreach (Covariate covariate in series.Covariates)
        {
            Covariate? usable = covariate.UsableBy(use);
            if (!ReferenceEquals(usable, covariate))
            {
                dropped.Add($"{(covariate.Future is null ? CovariateUse.PastName : CovariateUse.FutureName)}.{covariate.Name}");
            }

            if (usable is not null)
            {
                kept.Add(usable);
            }
        }

        return series with { Covariates = kept };
    }

    private void Check(TimeSeries series)
    {
        if (series.Times is { } times && times.Count != series.Length)
        {
            throw Misfit(series, "time stamps", times.Count, series.Length);
        }

        foreach (Covariate covariate in series.Covariates)
        {
            if (covariate.Past is { } past && past.Length != series.Length)
            {
                throw Misfit(series, $"values of the covariate '{covariate.Name}'", past.Length, series.Length);
            }

            if (covariate.Future is { } future && future.Length != Horizon)
            {
                throw Misfit(series, $"future values of the covariate '{covariate.Name}'", future.Length, Horizon);
            }
        }
    }

    private static TollamaException Misfit(TimeSeries series, string what, int count, int needed) => new(
        ErrorCode.InvalidRequest,
        string.Create(CultureInfo.InvariantCulture, $"series '{series.Id}' has {count} {what} where {needed} are needed"));
}

using Tollama.Core.Series;

namespace Tollama.Daemon.Explanations;

/// <summary>
/// Lets a model see what covariates add to a history although their future is not known: it is given their last values for the future. Nothing of what it then
/// forecasts is told.
/// </summary>
internal static class AssumedFuture
{
    /// <summary>The series, with a future of each covariate that has a past as long as the horizon.</summary>
    internal static TimeSeries Apply(TimeSeries series, int horizon) =>
        series.Covariates.Any(IsOpen) ? series with { Covariates = [.. series.Covariates.Select(one => Apply(one, horizon))] } : series;

    /// <summary>The names of the covariates whose future is not known.</summary>
    internal static IReadOnlySet<string> NamesOf(TimeSeries series) => series.Covariates.Where(IsOpen).Select(one => one.Name).ToHashSet(StringComparer.Ordinal);

    private static bool IsOpen(Covariate covariate) => covariate is { Past: not null, Future: null };

    private static Covariate Apply(Covariate covariate, int horizon) =>
        IsOpen(covariate) && covariate.Past is { } past && past.Length >= horizon
            ? new Covariate(covariate.Name, past, past.Slice(past.Length - horizon, horizon))
            : covariate;
}

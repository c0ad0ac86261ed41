using Tollama.Core.Errors;
using Tollama.Core.Validation;
using Tollama.Store;

namespace Tollama.Daemon.Forecasting;

/// <summary>Takes away covariates that the model cannot use: with a warning, or as an error where the request is strict.</summary>
internal static class ModelTraitsFilter
{
    private const string Past = "past_covariates";
    private const string Future = "future_covariates";
    private const string Static = "static_covariates";

    internal static void Apply(InstalledModel model, ForecastCall call)
    {
        bool past = model.Manifest.Capabilities.Contains(Past);
        bool future = model.Manifest.Capabilities.Contains(Future);
        bool fixedOnes = model.Manifest.Capabilities.Contains(Static);
        SortedSet<string> ignored = new(StringComparer.Ordinal);
        foreach (PreparedSeries series in call.Series)
        {
            ILookup<bool, ParsedCovariate> byFuture = series.PastCovariates.ToLookup(covariate => future && HasFuture(series, covariate));
            series.PastCovariates = [.. byFuture[true], .. Keep([.. byFuture[false]], past, Past, ignored)];
            series.FutureCovariates = Keep(series.FutureCovariates, future, Future, ignored);
            if (!fixedOnes && !series.StaticCovariates.IsEmpty)
            {
                series.StaticCovariates = default;
                ignored.Add(Static);
            }
        }

        if (ignored.Count > 0)
        {
            Report(model.Name.Short, string.Join(", ", ignored), call);
        }
    }

    // The past of a covariate whose future is known belongs to it.
    private static bool HasFuture(PreparedSeries series, ParsedCovariate covariate) =>
        series.FutureCovariates.Any(other => string.Equals(other.Name, covariate.Name, StringComparison.Ordinal));

    private static IReadOnlyList<ParsedCovariate> Keep(IReadOnlyList<ParsedCovariate> covariates, bool isUsed, string kind, SortedSet<string> ignored)
    {
        if (isUsed || covariates.Count == 0)
        {
            return covariates;
        }

        ignored.UnionWith(covariates.Select(covariate => $"{kind}.{covariate.Name}"));
        return [];
    }

    private static void Report(string model, string ignored, ForecastCall call)
    {
        if (call.Request.StrictCovariates)
        {
            throw new TollamaException(
                ErrorCode.NotSupportedByModel, $"'{model}' cannot use {ignored}", "leave them out, choose another model, or send covariates_mode: best_effort to ignore them");
        }

        call.Warnings.Add($"'{model}' cannot use {ignored}: ignored");
    }
}

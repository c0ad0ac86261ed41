using System.Globalization;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Daemon.Operations;

namespace Tollama.Daemon.Nixtla;

/// <summary>Forecasts what follows each series: <c>/v2/forecast</c>.</summary>
/// <param name="calls">Makes calls of requests.</param>
/// <param name="operation">Answers calls, as on every other route.</param>
internal sealed class NixtlaForecasts(NixtlaCalls calls, ForecastOperation operation)
{
    // The numbers stand packed beside each other: no part of the answer can be sent before all of it is there.
    private const long HeldBytes = long.MaxValue / 2;

    /// <summary>Answers a request.</summary>
    /// <exception cref="TollamaException">It failed as a whole.</exception>
    internal async Task<NixtlaAnswer> AnswerAsync(NixtlaVisit visit)
    {
        NixtlaRequest request = visit.Request;
        int horizon = request.Horizon!.Value;
        ForecastCall call = await calls.MakeAsync(visit, horizon).ConfigureAwait(false);

        // A model that looks at few values has no coefficients: it would forecast once more for each feature.
        bool tellsEffects = request.Series.X.Count > 0 && (request.FeatureContributions || call.Model!.Manifest.ContextLength is null);
        call = tellsEffects ? call with { Request = call.Request with { Include = [Inclusion.Effects] } } : call;
        PackedForecasts packed = new(request.Levels, request.Series.Sizes.Count, horizon);
        FeatureEffects effects = new(request.Series.X.Count, packed.Mean.Length);
        if (!UsesFeatures(call))
        {
            effects.KnowAll();
        }

        ForecastRun run = await operation.StartAsync(call, visit.Ticket, visit.Running, listener: null, HeldBytes).ConfigureAwait(false);
        await using (run.ConfigureAwait(false))
        {
            while (await run.NextAsync().ConfigureAwait(false) is { } part)
            {
                foreach (SeriesForecastData forecast in part)
                {
                    int start = int.Parse(forecast.Id, CultureInfo.InvariantCulture) * horizon;
                    packed.Add(forecast, start);
                    effects.Add(forecast, start);
                }
            }

            packed.Tell(run.Frame().Unfinished.Warnings ?? [], run.Errors);
        }

        return new NixtlaAnswer
        {
            InputTokens = request.Series.Y.Length,
            Mean = packed.Mean,
            Intervals = packed.Intervals,
            TellsFeatures = true,
            WeightsX = request.Series.X.Count > 0 ? effects.Weights : null,
            Contributions = request.FeatureContributions ? effects.Contributions(packed.Mean) : null,
            Warnings = effects.Weights is null && request.Series.X.Count > 0 ? [.. packed.Warnings, FeatureEffects.Unknown(request.FeatureContributions)] : packed.Warnings,
        };
    }

    private static bool UsesFeatures(ForecastCall call)
    {
        CovariateUse use = CovariateUse.Of(call.Model!.Manifest.Capabilities);
        return call.Panel.Series is [var first, ..] && first.Covariates.Any(covariate => covariate.UsableBy(use) is not null);
    }
}

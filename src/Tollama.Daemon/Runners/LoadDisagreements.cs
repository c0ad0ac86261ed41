using Tollama.Core.Api;
using Tollama.Core.Protocol;
using Tollama.Core.Series;

namespace Tollama.Daemon.Runners;

/// <summary>Where a loaded model says other things of itself than its card. What the loaded model says is used.</summary>
internal static class LoadDisagreements
{
    /// <summary>One sentence part for each, such as <c>context_length is 512 and not 2048</c>.</summary>
    internal static IEnumerable<string> Of(ModelManifest card, LoadResult load)
    {
        // A card without capabilities, as of a model that somebody else's runner brings, says nothing of covariates.
        if (card.Capabilities.Count > 0)
        {
            CovariateUse promised = CovariateUse.Of(card.Capabilities);
            string[] reported = [.. load.CovariatesOr(promised).Names()];
            foreach (string name in reported.Except(promised.Names()))
            {
                yield return $"it uses {name}";
            }

            foreach (string name in promised.Names().Except(reported))
            {
                yield return $"it does not use {name}";
            }
        }

        if (card.ContextLength is { } context && load.ContextLength is { } seen && seen != context)
        {
            yield return $"context_length is {seen} and not {context}";
        }

        if (card.MaxHorizon is { } horizon && load.MaxHorizon is { } steps && steps != horizon)
        {
            yield return $"max_horizon is {steps} and not {horizon}";
        }
    }
}

using System.Globalization;
using Tollama.Core.Api;
using Tollama.Daemon.Operations;

namespace Tollama.Daemon.Nixtla;

/// <summary>Draws sample paths: <c>simulate</c>. They are the <c>paths</c> of a forecast with the same seed.</summary>
/// <param name="calls">Makes calls of requests.</param>
/// <param name="operation">Answers calls, as on every other route.</param>
internal sealed class NixtlaSimulation(NixtlaCalls calls, ForecastOperation operation)
{
    private const long HeldBytes = long.MaxValue / 2;

    /// <summary>Answers a request.</summary>
    /// <exception cref="Core.Errors.TollamaException">It failed as a whole.</exception>
    internal async Task<NixtlaAnswer> AnswerAsync(NixtlaVisit visit)
    {
        NixtlaRequest request = visit.Request;
        int horizon = request.Horizon!.Value;
        int count = request.Series.Sizes.Count;
        ForecastCall call = await calls.MakeAsync(visit, horizon).ConfigureAwait(false);
        int paths = call.Request.Paths!.Value;
        double[] values = NixtlaInterval.Missing(checked(paths * count * horizon));
        PackedForecasts told = new([], count, horizon);
        ForecastRun run = await operation.StartAsync(call, visit.Ticket, visit.Running, listener: null, HeldBytes).ConfigureAwait(false);
        await using (run.ConfigureAwait(false))
        {
            while (await run.NextAsync().ConfigureAwait(false) is { } part)
            {
                foreach (SeriesForecastData forecast in part)
                {
                    int place = int.Parse(forecast.Id, CultureInfo.InvariantCulture);
                    foreach ((int path, double[] steps) in forecast.Paths!.Index())
                    {
                        steps.CopyTo(values, ((path * count) + place) * horizon);
                    }
                }
            }

            told.Tell(run.Frame().Unfinished.Warnings ?? [], run.Errors);
        }

        return new NixtlaAnswer
        {
            InputTokens = request.Series.Y.Length,
            Mean = [],
            Samples = new NixtlaSamples(paths, horizon, count, values),
            Warnings = told.Warnings,
        };
    }
}

using System.Globalization;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
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
        PackedForecasts packed = new(request.Levels, request.Series.Sizes.Count, horizon);
        ForecastRun run = await operation.StartAsync(call, visit.Ticket, visit.Running, listener: null, HeldBytes).ConfigureAwait(false);
        await using (run.ConfigureAwait(false))
        {
            while (await run.NextAsync().ConfigureAwait(false) is { } part)
            {
                foreach (SeriesForecastData forecast in part)
                {
                    packed.Add(forecast, int.Parse(forecast.Id, CultureInfo.InvariantCulture) * horizon);
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
            Warnings = packed.Warnings,
        };
    }
}

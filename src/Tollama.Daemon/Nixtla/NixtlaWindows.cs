using System.Globalization;
using Tollama.Core.Api;
using Tollama.Daemon.Operations;

namespace Tollama.Daemon.Nixtla;

/// <summary>Forecasts windows at the end of each series: <c>/v2/cross_validation</c>. Each window is what a forecast of the values before it is, bit for bit.</summary>
/// <param name="calls">Makes calls of requests.</param>
/// <param name="origins">Forecasts series at earlier origins.</param>
internal sealed class NixtlaWindows(NixtlaCalls calls, OriginForecaster origins)
{
    /// <summary>Answers a request.</summary>
    /// <exception cref="Core.Errors.TollamaException">It failed as a whole.</exception>
    internal async Task<NixtlaAnswer> AnswerAsync(NixtlaVisit visit)
    {
        NixtlaRequest request = visit.Request;
        int horizon = request.Horizon!.Value;
        int windows = request.Windows ?? 1;
        int step = request.StepSize ?? horizon;
        ForecastCall call = await calls.MakeAsync(visit, horizon, windows).ConfigureAwait(false);
        PackedForecasts packed = new(request.Levels, checked(request.Series.Sizes.Count * windows), horizon);
        packed.Tell(call.Warnings, call.Errors);
        List<SeriesError> errors = [];
        for (int window = 0; window < windows; window++)
        {
            int age = horizon + (step * (windows - 1 - window));
            OriginOutcome outcome = await origins.ForecastAsync(
                call, [.. Enumerable.Repeat(age, call.Panel.Series.Count)], visit.Ticket, visit.Running).ConfigureAwait(false);
            foreach (SeriesForecastData forecast in outcome.Forecasts)
            {
                packed.Add(forecast, ((int.Parse(forecast.Id, CultureInfo.InvariantCulture) * windows) + window) * horizon);
            }

            packed.Tell(outcome.Warnings, outcome.Errors);
            errors.AddRange(outcome.Errors);
        }

        NixtlaRefusal.Require(visit, packed.HasForecasts, [.. call.Errors, .. errors]);
        return new NixtlaAnswer
        {
            InputTokens = request.Series.Y.Length,
            Mean = packed.Mean,
            Intervals = packed.Intervals,
            Sizes = [.. request.Series.Sizes.Select(_ => windows * horizon)],
            Indexes = IndexesOf(request.Series.Sizes, windows, step, horizon),
            Warnings = packed.Warnings,
        };
    }

    private static int[] IndexesOf(IReadOnlyList<int> sizes, int windows, int step, int horizon)
    {
        int[] indexes = new int[sizes.Count * windows * horizon];
        int place = 0;
        int end = 0;
        foreach (int size in sizes)
        {
            end += size;
            for (int window = 0; window < windows; window++)
            {
                int first = end - horizon - (step * (windows - 1 - window));
                for (int i = 0; i < horizon; i++)
                {
                    indexes[place++] = first + i;
                }
            }
        }

        return indexes;
    }
}

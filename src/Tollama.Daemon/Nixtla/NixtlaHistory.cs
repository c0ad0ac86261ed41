using System.Globalization;
using System.Numerics;
using Tollama.Core.Api;
using Tollama.Core.Requests;
using Tollama.Daemon.Operations;

namespace Tollama.Daemon.Nixtla;

/// <summary>The fit to the history: <c>/v2/historic_forecast</c>, and <c>/v2/cross_validation</c> with <c>full_history</c>.</summary>
/// <remarks>
/// Of a model that has them these are its forecasts of one step. Of another one they are forecasts at earlier origins of up to an eighth of the series, which together
/// cover its second half. An interval is as wide as the errors of the series are: of a hundred of them so many lie within it as its level says.
/// </remarks>
/// <param name="calls">Makes calls of requests.</param>
/// <param name="origins">Forecasts series at earlier origins.</param>
internal sealed class NixtlaHistory(NixtlaCalls calls, OriginForecaster origins)
{
    private const int WindowsOfSeries = 16;

    /// <summary>Answers a request.</summary>
    /// <exception cref="Core.Errors.TollamaException">It failed as a whole.</exception>
    internal async Task<NixtlaAnswer> AnswerAsync(NixtlaVisit visit)
    {
        // Levels of the forecast are none of the fit.
        NixtlaRequest request = visit.Request;
        NixtlaVisit asked = visit with { Request = request with { Levels = [] } };
        HistoryFit fit = new(request.Series);
        ForecastCall call = await FitAsync(asked, fit).ConfigureAwait(false);
        foreach (IGrouping<int, int> group in fit.Missing.GroupBy(StepsOf))
        {
            await RollAsync(asked, fit, group.Key, [.. group]).ConfigureAwait(false);
        }

        NixtlaRefusal.Require(visit, fit.HasValues, [.. call.Errors, .. fit.Errors]);
        (double[] mean, int[] sizes, IReadOnlyList<NixtlaInterval> intervals) = fit.Pack(call.Panel, request.Levels);
        return new NixtlaAnswer
        {
            InputTokens = request.Series.Y.Length,
            Mean = mean,
            Sizes = sizes,
            Intervals = intervals,
            TellsFeatures = true,
            Warnings = [.. call.Warnings, .. fit.Warnings],
        };

        int StepsOf(int place) => (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, request.Series.Sizes[place] / WindowsOfSeries));
    }

    // Features of the last value are known, those of the next one are not: so the last value is forecast, and what is before it is the fit.
    private async Task<ForecastCall> FitAsync(NixtlaVisit visit, HistoryFit fit)
    {
        NixtlaRequest request = visit.Request;
        ForecastCall call = await calls.MakeAsync(visit, horizon: 1, windows: 1).ConfigureAwait(false);
        int cut = request.Series.X.Count > 0 ? 1 : 0;
        int[] ages = [.. call.Panel.Series.Select(series => series.Length > cut ? cut : -1)];
        ForecastCall asked = call with { Request = call.Request with { Include = [Inclusion.Fitted] } };
        OriginOutcome outcome = await origins.ForecastAsync(asked, ages, visit.Ticket, visit.Running).ConfigureAwait(false);
        foreach (SeriesForecastData forecast in outcome.Forecasts.Where(forecast => forecast.Fitted is not null))
        {
            fit.Set(PlaceOf(forecast), 0, forecast.Fitted!);
            if (cut > 0)
            {
                fit.Set(PlaceOf(forecast), forecast.Fitted!.Length, forecast.Mean);
            }
        }

        // What it could not do at all is told once, by the windows.
        fit.Expect(outcome.Forecasts.Select(PlaceOf));
        fit.Tell(outcome.Warnings, outcome.Errors);
        return call;
    }

    private async Task RollAsync(NixtlaVisit visit, HistoryFit fit, int steps, IReadOnlyList<int> places)
    {
        ForecastCall call = await calls.MakeAsync(visit, steps, windows: 1).ConfigureAwait(false);
        HashSet<string> ids = [.. places.Select(place => place.ToString(CultureInfo.InvariantCulture))];
        fit.Roll(places);
        for (int age = steps; ; age += steps)
        {
            int[] ages = [.. call.Panel.Series.Select(series => ids.Contains(series.Id) && series.Length - age >= Math.Max(1, series.Length / 2) ? age : -1)];
            if (Array.TrueForAll(ages, one => one < 0))
            {
                return;
            }

            OriginOutcome outcome = await origins.ForecastAsync(call, ages, visit.Ticket, visit.Running).ConfigureAwait(false);
            foreach (SeriesForecastData forecast in outcome.Forecasts)
            {
                int place = PlaceOf(forecast);
                fit.Set(place, visit.Request.Series.Sizes[place] - age, forecast.Mean);
            }

            fit.Tell(outcome.Warnings, outcome.Errors);
        }
    }

    private static int PlaceOf(SeriesForecastData forecast) => int.Parse(forecast.Id, CultureInfo.InvariantCulture);
}

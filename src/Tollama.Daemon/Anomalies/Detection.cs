using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Daemon.Operations;

namespace Tollama.Daemon.Anomalies;

/// <summary>Looks at some series: by the fit of a model that has one-step forecasts, else by forecasts from earlier origins, and always so where only the last values count.</summary>
/// <param name="expecting">Asks the model.</param>
/// <param name="share">How large a share of the usual values an interval holds.</param>
/// <param name="request">The request.</param>
/// <param name="advance">Is told how many series are done.</param>
internal sealed class Detection(IExpecting expecting, double share, ForecastRequest request, Action<int> advance)
{
    private readonly Verdicts _verdicts = new(share);

    /// <summary>Looks at the series and adds what is found.</summary>
    internal async Task RunAsync(IReadOnlyList<TimeSeries> series, Findings findings)
    {
        WatchedSeries[] all = [.. series.Select(one => new WatchedSeries(one, UsualSeason.Of(one, request.Options)))];
        int[] starts = [.. all.Select(StartOf)];
        FittedDetection fitted = new(expecting, _verdicts);
        OriginDetection rolling = new(expecting, _verdicts);
        if (request.Last is null)
        {
            int[] ends = [.. all.Select(watched => watched.Length)];
            IReadOnlyList<WatchedSeries> without = await fitted.RunAsync(all, ends, advance).ConfigureAwait(false);
            await rolling.RunAsync(without, [.. without.Select(StartOf)], isOnline: false).ConfigureAwait(false);
        }
        else
        {
            HashSet<WatchedSeries> without = [.. await fitted.RunAsync(all, starts).ConfigureAwait(false)];
            int[] begins = [.. all.Select((watched, place) => without.Contains(watched) ? Math.Max(HistoryOf(watched), starts[place] - OriginDetection.WarmUp) : starts[place])];
            await rolling.RunAsync(all, begins, isOnline: true, (done, total) => advance(total == 0 ? 0 : all.Length * done / total)).ConfigureAwait(false);
        }

        for (int place = 0; place < all.Length; place++)
        {
            if (all[place].Method is not null || all[place].IsJudged)
            {
                findings.Add(all[place], request.Last is null ? 0 : starts[place], _verdicts.Standard, isOnline: request.Last is not null);
            }
        }
    }

    private static int HistoryOf(WatchedSeries watched) => AnomalyOperation.HistoryOf(watched.Length, watched.Season);

    private int StartOf(WatchedSeries watched) => Math.Max(HistoryOf(watched), request.Last is { } last ? watched.Length - last : 0);
}

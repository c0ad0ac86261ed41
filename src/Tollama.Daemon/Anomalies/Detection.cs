namespace Tollama.Daemon.Anomalies;

/// <summary>Looks at some series: by the fit of a model that has one-step forecasts, else by forecasts from earlier origins, and always so where only the last values count.</summary>
/// <param name="expecting">Asks the model.</param>
/// <param name="share">How large a share of the usual values an interval holds.</param>
/// <param name="last">How many values at the end are looked at, each by what was known before it; <see langword="null"/> for all values by all others.</param>
/// <param name="advance">Is told how many series are done.</param>
internal sealed class Detection(IExpecting expecting, double share, int? last, Action<int> advance)
{
    /// <summary>So few observed values do not tell what is usual.</summary>
    internal const int LeastValues = 10;

    private const int LeastHistory = 8;

    private readonly Verdicts _verdicts = new(share);

    /// <summary>Looks at series.</summary>
    internal Task RunAsync(IReadOnlyList<WatchedSeries> all) => last is null ? LookBackAsync(all) : LookAtEndAsync(all);

    private async Task LookBackAsync(IReadOnlyList<WatchedSeries> all)
    {
        FittedDetection fitted = new(expecting, _verdicts);
        IReadOnlyList<WatchedSeries> without = await fitted.RunAsync(all, [.. all.Select(watched => watched.Length)], advance).ConfigureAwait(false);
        foreach (WatchedSeries watched in without)
        {
            watched.From = HistoryOf(watched);
        }

        await new OriginDetection(expecting, _verdicts).RunAsync(without, [.. without.Select(watched => watched.From)], isOnline: false).ConfigureAwait(false);
    }

    private async Task LookAtEndAsync(IReadOnlyList<WatchedSeries> all)
    {
        foreach (WatchedSeries watched in all)
        {
            watched.From = Math.Max(HistoryOf(watched), watched.Length - last!.Value);
        }

        // What was out of the ordinary before has no say in what is expected now.
        FittedDetection fitted = new(expecting, _verdicts);
        HashSet<WatchedSeries> without = [.. await fitted.RunAsync(all, [.. all.Select(watched => watched.From)]).ConfigureAwait(false)];
        int[] starts =
            [.. all.Select(watched => without.Contains(watched) ? Math.Max(HistoryOf(watched), watched.From - OriginDetection.WarmUp) : watched.From)];
        await new OriginDetection(expecting, _verdicts)
            .RunAsync(all, starts, isOnline: true, (done, total) => advance(total == 0 ? 0 : all.Count * done / total)).ConfigureAwait(false);
    }

    // How much history comes before the first value that is forecast from an earlier origin.
    private static int HistoryOf(WatchedSeries watched) => Math.Max(LeastHistory, Math.Min(2 * watched.Season, watched.Length / 2));
}

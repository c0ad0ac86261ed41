using System.Diagnostics;
using Tollama.Core.Forecasting;
using Tollama.Numerics.Work;
using Tollama.Stats;

namespace Tollama.StatsBenchmarks;

/// <summary>Cancels work at random points of its time.</summary>
internal static class CancelRun
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1.5);

    public static CancelResult Measure(CancelCase work, int rounds)
    {
        CovariateRegressionFamily family = new(new StatsFamily(TimeProvider.System), clampsByDefault: true);
        IForecastModel model = family.Load(new ModelReference { Family = family.Name, Model = work.Model }, CancellationToken.None);
        ForecastTask task = work.Task();
        OperationCount count = new();
        TimeSpan took = Run(model, task, Longest).Took;
        WorkMeter.Observe(count);
        TimeSpan counted = Run(model, task, took).Took;
        WorkMeter.Observe(null);

        Random random = new(1);
        List<double> milliseconds = [];
        for (int round = 0; round < rounds; round++)
        {
            (_, TimeSpan? after) = Run(model, task, took * random.NextDouble());
            if (after is TimeSpan late)
            {
                milliseconds.Add(late.TotalMilliseconds);
            }
        }

        return new CancelResult(milliseconds, counted.TotalNanoseconds / count.Total);
    }

    // How long it took, and how long after the cancel; null when it ended before.
    private static (TimeSpan Took, TimeSpan? After) Run(IForecastModel model, ForecastTask task, TimeSpan cancelAfter)
    {
        using CancellationTokenSource source = new();
        long cancelled = 0;
        using Timer timer = new(_ =>
        {
            Volatile.Write(ref cancelled, Stopwatch.GetTimestamp());
            source.Cancel();
        });
        long start = Stopwatch.GetTimestamp();
        timer.Change(cancelAfter, Timeout.InfiniteTimeSpan);
        try
        {
            model.Forecast(task, progress: null, source.Token);
            return (Stopwatch.GetElapsedTime(start), null);
        }
        catch (OperationCanceledException)
        {
            return (Stopwatch.GetElapsedTime(start), Stopwatch.GetElapsedTime(Volatile.Read(ref cancelled)));
        }
    }
}

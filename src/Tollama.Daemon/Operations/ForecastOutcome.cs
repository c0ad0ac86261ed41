using Tollama.Core.Api;

namespace Tollama.Daemon.Operations;

/// <summary>An answered call and where its time went.</summary>
internal sealed record ForecastOutcome(ForecastResponse Unfinished, TimeSpan Load, TimeSpan? Queue, TimeSpan Inference, TimeSpan Total)
{
    /// <summary>The answer with its timing.</summary>
    internal ForecastResponse Response => Unfinished with
    {
        Timing = new ForecastTiming
        {
            ModelLoadMs = Milliseconds(Load),
            QueueMs = Queue is { } queue ? Milliseconds(queue) : null,
            InferenceMs = Milliseconds(Inference),
            TotalMs = Milliseconds(Total),
        },
    };

    private static double Milliseconds(TimeSpan time) => Math.Round(time.TotalMilliseconds, 3);
}

using Tollama.Core.Errors;

namespace Tollama.Daemon.Nixtla;

/// <summary>A request that is answered later.</summary>
/// <param name="Id">What it is called: <c>fc-</c> and 32 hexadecimal digits.</param>
/// <param name="Owner">Who sent it.</param>
internal sealed record NixtlaJob(string Id, string Owner) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stop = new();
    private NixtlaJobStatus _status = new("pending");

    /// <summary>How far it is.</summary>
    internal NixtlaJobStatus Status
    {
        get
        {
            lock (_lock)
            {
                return _status;
            }
        }
    }

    /// <summary>When it ended; <see langword="null"/> before.</summary>
    internal DateTimeOffset? Ended { get; private set; }

    /// <summary>Ends when it does.</summary>
    internal Task Running { get; private set; } = Task.CompletedTask;

    /// <summary>Begins.</summary>
    /// <param name="compute">Computes the answer, as JSON.</param>
    /// <param name="time">The clock.</param>
    internal void Start(Func<CancellationToken, Task<ReadOnlyMemory<byte>>> compute, TimeProvider time)
    {
        Set(new NixtlaJobStatus("running"));
        Running = Task.Run(() => RunAsync(compute, time), CancellationToken.None);
    }

    /// <summary>Ends it, if it has not ended yet.</summary>
    internal void Cancel() => _stop.Cancel();

    public void Dispose() => _stop.Dispose();

    private async Task RunAsync(Func<CancellationToken, Task<ReadOnlyMemory<byte>>> compute, TimeProvider time)
    {
        NixtlaJobStatus end;
        try
        {
            end = new NixtlaJobStatus("succeeded", await compute(_stop.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            end = new NixtlaJobStatus("cancelled");
        }
        catch (TollamaException fault)
        {
            end = fault.Code == ErrorCode.Canceled ? new NixtlaJobStatus("cancelled") : Failed(fault.Hint is null || fault.IsHintPrivate ? fault.Message : $"{fault.Message} ({fault.Hint})");
        }
        catch (Exception)
        {
            // A defect: its message may name what is nobody's business.
            end = Failed("the daemon failed unexpectedly");
        }

        Ended = time.GetUtcNow();
        Set(end);
    }

    private static NixtlaJobStatus Failed(string error) => new("failed", Error: error);

    private void Set(NixtlaJobStatus status)
    {
        lock (_lock)
        {
            _status = status;
        }
    }
}

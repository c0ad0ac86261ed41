using Tollama.Numerics.Work;

namespace Tollama.Stats.Tests.Cancellation;

/// <summary>Counts operations and the stretches between two looks at the token, and cancels after so many.</summary>
/// <param name="cancelAt">The operations after which to cancel; never by default.</param>
internal sealed class WorkRecorder(long cancelAt = long.MaxValue) : IWorkObserver, IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private long _stretch;

    /// <summary>What the work is given.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>All operations so far.</summary>
    public long Operations { get; private set; }

    /// <summary>The most operations between two looks.</summary>
    public long LongestStretch { get; private set; }

    /// <summary>The operations since the cancel; 0 before it.</summary>
    public long SinceCancel { get; private set; }

    /// <inheritdoc />
    public void Spend(long operations)
    {
        Operations += operations;
        _stretch += operations;
        LongestStretch = Math.Max(LongestStretch, _stretch);
        SinceCancel += _source.IsCancellationRequested ? operations : 0;
        if (Operations >= cancelAt && !_source.IsCancellationRequested)
        {
            _source.Cancel();
        }
    }

    /// <inheritdoc />
    public void Look() => _stretch = 0;

    /// <inheritdoc />
    public void Dispose() => _source.Dispose();
}

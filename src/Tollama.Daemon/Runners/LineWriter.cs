using System.Buffers;

namespace Tollama.Daemon.Runners;

/// <summary>Writes requests to a runner's stdin. Callers never wait for the pipe; what piles up meanwhile goes out in one write.</summary>
/// <remarks>
/// A sender must never wait for the pipe while it holds up the reading of answers: with both pipes full, runner and daemon would wait for each
/// other for ever. So the caller only appends; whoever finds the pipe idle starts to pump, and the part that does not fit at once goes on in the background.
/// </remarks>
internal sealed class LineWriter(Stream stream)
{
    private const int KeptCapacity = 1024 * 1024;

    private readonly Lock _gate = new();
    private ArrayBufferWriter<byte> _filling = new(4096);
    private ArrayBufferWriter<byte> _spare = new(4096);
    private bool _pumping;
    private bool _closed;

    /// <summary>Queues one request. After a failure of the pipe requests are dropped: the end of the process answers them.</summary>
    public void Send(long id, string method, ReadOnlySpan<byte> paramsJson, string? requestId)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            RequestLine.Write(_filling, id, method, paramsJson, requestId);
            if (_pumping)
            {
                return;
            }

            _pumping = true;
        }

        _ = PumpAsync();
    }

    /// <summary>Closes the pipe: the runner reads an end of file.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
        }

        try
        {
            stream.Dispose();
        }
        catch (IOException)
        {
            // The other end is gone: that is what was wanted.
        }
    }

    private async Task PumpAsync()
    {
        try
        {
            while (TakeFilled() is { } filled)
            {
                await stream.WriteAsync(filled.WrittenMemory).ConfigureAwait(false);
                Recycle(filled);
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or OperationCanceledException)
        {
            Close();
        }
    }

    private ArrayBufferWriter<byte>? TakeFilled()
    {
        lock (_gate)
        {
            if (_filling.WrittenCount == 0 || _closed)
            {
                _pumping = false;
                return null;
            }

            ArrayBufferWriter<byte> filled = _filling;
            _filling = _spare;
            return filled;
        }
    }

    private void Recycle(ArrayBufferWriter<byte> written)
    {
        written.ResetWrittenCount();
        lock (_gate)
        {
            _spare = written.Capacity <= KeptCapacity ? written : new ArrayBufferWriter<byte>(4096);
        }
    }
}

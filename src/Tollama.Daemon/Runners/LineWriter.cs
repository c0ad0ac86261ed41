namespace Tollama.Daemon.Runners;

/// <summary>Writes requests to a runner's stdin. Callers never wait for the pipe; what piles up meanwhile goes out together.</summary>
/// <remarks>
/// A sender must never wait for the pipe while it holds up the reading of answers: with both pipes full, runner and daemon would wait for each
/// other for ever. So the caller only appends; whoever finds the pipe idle starts to pump, and the part that does not fit at once goes on in the background.
/// </remarks>
/// <param name="stream">The pipe.</param>
/// <param name="maxLineBytes">The longest line that is sent.</param>
internal sealed class LineWriter(Stream stream, int maxLineBytes)
{
    private readonly Lock _gate = new();
    private LineBuffer _filling = new(maxLineBytes);
    private LineBuffer _spare = new(maxLineBytes);
    private bool _pumping;
    private bool _closed;

    /// <summary>Queues a line. After a failure of the pipe lines are dropped: the end of the process answers them.</summary>
    /// <param name="write">Writes the line, its end included.</param>
    /// <exception cref="LineTooLongException">The line is longer than the limit.</exception>
    public void Send(Action<LineBuffer> write)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            write(_filling);
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
                foreach (ReadOnlyMemory<byte> piece in filled.Pieces)
                {
                    await stream.WriteAsync(piece).ConfigureAwait(false);
                }

                Recycle(filled);
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or OperationCanceledException)
        {
            Close();
        }
    }

    private LineBuffer? TakeFilled()
    {
        lock (_gate)
        {
            if (_filling.Length == 0 || _closed)
            {
                _pumping = false;
                return null;
            }

            LineBuffer filled = _filling;
            _filling = _spare;
            return filled;
        }
    }

    private void Recycle(LineBuffer written)
    {
        written.Clear();
        lock (_gate)
        {
            _spare = written;
        }
    }
}

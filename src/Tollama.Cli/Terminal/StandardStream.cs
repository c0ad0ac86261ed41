using Tollama.Core.Errors;

namespace Tollama.Cli.Terminal;

/// <summary>Standard output or standard error of this process: a full disk behind it ends the verb with a sentence.</summary>
/// <remarks>After the first fault nothing is written any more, and nothing more is told. A pipe whose reader has left is none: the console says nothing of it.</remarks>
/// <param name="inner">Where to.</param>
/// <param name="name">What it is called; <see langword="null"/> for standard error, of whose faults nobody can be told.</param>
internal sealed class StandardStream(Stream inner, string? name) : Stream
{
    private bool _hasFailed;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_hasFailed)
        {
            return;
        }

        try
        {
            inner.Write(buffer);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Fail(exception);
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_hasFailed)
        {
            return;
        }

        try
        {
            await inner.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Fail(exception);
        }
    }

    public override void Flush()
    {
        if (_hasFailed)
        {
            return;
        }

        try
        {
            inner.Flush();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Fail(exception);
        }
    }

    public override Task FlushAsync(CancellationToken cancellationToken)
    {
        Flush();
        return Task.CompletedTask;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void Fail(Exception exception)
    {
        _hasFailed = true;
        if (name is not null)
        {
            throw CliException.Failure($"cannot write to {name}: {CauseText.Of(exception)}", "free some space there; what was written is not whole");
        }
    }
}

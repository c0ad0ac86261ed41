namespace Tollama.Daemon.Http;

/// <summary>A piece of a body in memory, as a stream.</summary>
internal sealed class BodyPart(ReadOnlyMemory<byte> bytes) : AsyncReadStream
{
    private ReadOnlyMemory<byte> _rest = bytes;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        int count = Math.Min(buffer.Length, _rest.Length);
        _rest[..count].CopyTo(buffer);
        _rest = _rest[count..];
        return ValueTask.FromResult(count);
    }
}

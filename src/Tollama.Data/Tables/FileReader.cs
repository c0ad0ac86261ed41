using Microsoft.Win32.SafeHandles;

namespace Tollama.Data.Tables;

/// <summary>A file as a stream with a position of its own: several can read one handle. Disposing leaves the handle open.</summary>
/// <param name="file">The file.</param>
/// <param name="length">How many bytes it has.</param>
internal sealed class FileReader(SafeFileHandle file, long length) : Stream
{
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set => _position = Math.Clamp(value, 0, length);
    }

    public override int Read(Span<byte> buffer)
    {
        int wanted = (int)Math.Min(buffer.Length, length - _position);
        int count = wanted == 0 ? 0 : RandomAccess.Read(file, buffer[..wanted], _position);
        if (count == 0 && wanted > 0)
        {
            throw new EndOfStreamException("the file of the table became shorter while it was read");
        }

        _position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = offset + origin switch
    {
        SeekOrigin.Current => _position,
        SeekOrigin.End => length,
        _ => 0,
    };

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

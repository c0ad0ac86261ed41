using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Tollama.Store;

/// <summary>
/// A tar file on its way to the reader: refuses one that announces a long extended header, which the reader would make room for at once. It looks at the
/// headers only, before the reader has them.
/// </summary>
/// <param name="inner">The tar file; stays open.</param>
internal sealed class TarHeaderGuard(Stream inner) : Stream
{
    /// <summary>Extended headers hold names and times.</summary>
    private const int MaxExtendedHeader = 64 * 1024;

    private const int BlockLength = 512;
    private const int SizeStart = 124;
    private const int SizeLength = 12;
    private const int TypePlace = 156;

    private readonly byte[] _block = new byte[BlockLength];
    private readonly List<byte> _extended = [];
    private int _filled;
    private long _content;
    private long _padding;
    private bool _isExtended;
    private long? _nextSize;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        int read = inner.Read(buffer);
        Look(buffer[..read]);
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        Look(buffer.Span[..read]);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <exception cref="InvalidDataException">An extended header is too long.</exception>
    private void Look(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_content > 0)
            {
                int taken = (int)Math.Min(_content, bytes.Length);
                if (_isExtended)
                {
                    _extended.AddRange(bytes[..taken]);
                }

                _content -= taken;
                bytes = bytes[taken..];
            }
            else if (_padding > 0)
            {
                int taken = (int)Math.Min(_padding, bytes.Length);
                _padding -= taken;
                bytes = bytes[taken..];
            }
            else
            {
                int taken = Math.Min(BlockLength - _filled, bytes.Length);
                bytes[..taken].CopyTo(_block.AsSpan(_filled));
                _filled += taken;
                bytes = bytes[taken..];
                if (_filled == BlockLength)
                {
                    _filled = 0;
                    Enter();
                }
            }
        }
    }

    /// <summary>A header is complete: what follows is its content.</summary>
    private void Enter()
    {
        if (_isExtended)
        {
            _nextSize = SizeIn(CollectionsMarshal.AsSpan(_extended));
            _extended.Clear();
        }

        long size = SizeOf(_block.AsSpan(SizeStart, SizeLength));
        char type = (char)_block[TypePlace];
        bool isHeader = type is 'x' or 'g' or 'L' or 'K';
        if (isHeader && size > MaxExtendedHeader)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"an extended header has {size} bytes"));
        }

        _isExtended = type == 'x';
        if (!isHeader)
        {
            size = _nextSize ?? size;
            _nextSize = null;
        }

        _content = Math.Max(0, size);
        _padding = (BlockLength - (_content % BlockLength)) % BlockLength;
    }

    /// <summary>The size in a header: octal digits, or a binary number with its highest bit set.</summary>
    private static long SizeOf(ReadOnlySpan<byte> field)
    {
        if ((field[0] & 0x80) != 0)
        {
            return BinaryPrimitives.ReadInt64BigEndian(field[^8..]);
        }

        long size = 0;
        foreach (byte digit in field)
        {
            if (digit is >= (byte)'0' and <= (byte)'7')
            {
                size = (size * 8) + (digit - '0');
            }
        }

        return size;
    }

    /// <summary>The size that an extended header gives the next entry, in a record <c>13 size=1234</c> that begins with its own length.</summary>
    private static long? SizeIn(ReadOnlySpan<byte> records)
    {
        long? size = null;
        while (!records.IsEmpty)
        {
            int blank = records.IndexOf((byte)' ');
            if (blank <= 0 || !Utf8Parser.TryParse(records[..blank], out int length, out int digits) || digits != blank || length <= blank + 1 || length > records.Length)
            {
                throw new InvalidDataException("an extended header cannot be read");
            }

            ReadOnlySpan<byte> record = records[(blank + 1)..length].TrimEnd((byte)'\n');
            if (record.StartsWith("size="u8))
            {
                ReadOnlySpan<byte> value = record["size="u8.Length..];
                size = Utf8Parser.TryParse(value, out long given, out int read) && read == value.Length && given >= 0
                    ? given
                    : throw new InvalidDataException("an extended header names no size that can be read");
            }

            records = records[length..];
        }

        return size;
    }
}

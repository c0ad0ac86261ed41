using System.Buffers.Binary;
using Apache.Arrow.Ipc;
using Tollama.Data.Tables.Columnar;

namespace Tollama.Data.Tables.Arrow;

/// <summary>One buffer of a batch, of which parts are read; a compressed one is unpacked as a whole.</summary>
internal sealed class ArrowBuffer(ReadingRoom room)
{
    private const int PrefixLength = 8;
    private const int Uncompressed = -1;
    private const int Lz4 = 0;

    // LZ4 names the bytes that it repeats: few of them cannot become many.
    private const long MostOfByte = 256;

    private byte[] _part = [];
    private byte[] _whole = [];
    private bool _isWhole;
    private long _offset;

    /// <summary>How many bytes it has.</summary>
    public long Length { get; private set; }

    /// <summary>Goes to a buffer of a batch.</summary>
    public void Begin(ArrowMessage message, int index)
    {
        const int Size = 16;
        FlatTable batch = message.Batch();
        ReadOnlySpan<byte> buffers = batch.Vector(2, Size, out int count);
        if (index >= count)
        {
            throw new InvalidDataException("a batch has fewer buffers than its columns need");
        }

        long offset = BinaryPrimitives.ReadInt64LittleEndian(buffers[(index * Size)..]);
        Length = BinaryPrimitives.ReadInt64LittleEndian(buffers[((index * Size) + sizeof(long))..]);
        if (offset < 0 || Length < 0 || offset > message.BodyLength - Length)
        {
            throw new InvalidDataException($"a buffer claims {Length} bytes beyond the end of its batch");
        }

        _offset = message.Body + offset;
        _isWhole = false;
        FlatTable compression = batch.Table(3);
        if (!compression.IsNone && Length > 0)
        {
            Unpack(compression.Byte(0));
        }
    }

    /// <summary>A part of the buffer; valid until the next one is read.</summary>
    public ReadOnlySpan<byte> Read(long start, long count) => ReadMemory(start, count).Span;

    /// <summary>A part of the buffer; valid until the next one is read.</summary>
    public ReadOnlyMemory<byte> ReadMemory(long start, long count)
    {
        if (start < 0 || count < 0 || start > Length - count)
        {
            throw new InvalidDataException($"a buffer of {Length} bytes has fewer values than its batch has rows");
        }

        if (_isWhole)
        {
            return _whole.AsMemory((int)start, (int)count);
        }

        _part = room.Grow(_part, count);
        room.Read(_offset + start, _part.AsSpan(0, (int)count));
        return _part.AsMemory(0, (int)count);
    }

    private void Unpack(int codec)
    {
        Span<byte> prefix = stackalloc byte[PrefixLength];
        if (Length < PrefixLength)
        {
            throw new InvalidDataException("a compressed buffer does not say its length");
        }

        room.Read(_offset, prefix);
        long length = BinaryPrimitives.ReadInt64LittleEndian(prefix);
        _offset += PrefixLength;
        Length -= PrefixLength;
        if (length == Uncompressed)
        {
            return;
        }

        if (length < 0 || length > int.MaxValue || (codec == Lz4 && length > (Length + PrefixLength) * MostOfByte))
        {
            throw new InvalidDataException($"a compressed buffer of {Length} bytes claims to become {length}");
        }

        room.Expand(length);
        _part = room.Grow(_part, Length);
        _whole = room.Grow(_whole, length);
        Memory<byte> packed = _part.AsMemory(0, (int)Length);
        room.Read(_offset, packed.Span);
        int written;
        if (codec == Lz4)
        {
            using ICompressionCodec frame = new Apache.Arrow.Compression.CompressionCodecFactory().CreateCodec(CompressionCodecType.Lz4Frame);
            written = frame.Decompress(packed, _whole.AsMemory(0, (int)length));
        }
        else
        {
            using ZstdSharp.Decompressor zstd = new();
            written = zstd.TryUnwrap(packed.Span, _whole.AsSpan(0, (int)length), out int unwrapped) ? unwrapped : -1;
        }

        Length = written == length ? length : throw new InvalidDataException($"a compressed buffer does not become the {length} bytes that it claims");
        _isWhole = true;
    }
}

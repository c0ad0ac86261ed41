using System.Buffers.Binary;

namespace Tollama.Data.Tables.Parquet;

/// <summary>Rows of bytes one after the other, each behind its length, or all of one length.</summary>
/// <param name="bytes">The bytes of the page.</param>
/// <param name="width">How many bytes each has; 0 where they say so.</param>
internal sealed class PlainBytes(ReadOnlyMemory<byte> bytes, int width) : IBytesSource
{
    private int _position;

    public ReadOnlyMemory<byte> Bytes => bytes;

    public void Read(Span<int> starts, Span<int> lengths)
    {
        ReadOnlySpan<byte> all = bytes.Span;
        for (int at = 0; at < starts.Length; at++)
        {
            int length = width;
            if (width == 0)
            {
                length = BinaryPrimitives.ReadInt32LittleEndian(all[_position..]);
                _position += sizeof(int);
            }

            if (length < 0 || length > all.Length - _position)
            {
                throw new InvalidDataException("a text goes beyond the end of its page");
            }

            (starts[at], lengths[at]) = (_position, length);
            _position += length;
        }
    }
}

using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Tollama.Data.Tables.Parquet;

/// <summary>Numbers one after the other.</summary>
internal sealed class PlainWords(ReadOnlyMemory<byte> bytes, PhysicalType type) : IWordSource
{
    private int _position;

    public void Read(Span<long> values)
    {
        if (type == PhysicalType.Boolean)
        {
            ReadOnlySpan<byte> all = bytes.Span;
            for (int at = 0; at < values.Length; at++, _position++)
            {
                values[at] = (all[_position >> 3] >> (_position & 7)) & 1;
            }

            return;
        }

        int width = type is PhysicalType.Int64 or PhysicalType.Double ? sizeof(long) : sizeof(int);
        ReadOnlySpan<byte> next = bytes.Span.Slice(_position, checked(values.Length * width));
        _position += next.Length;
        if (width == sizeof(long))
        {
            next.CopyTo(MemoryMarshal.AsBytes(values));
            return;
        }

        for (int at = 0; at < values.Length; at++)
        {
            values[at] = BinaryPrimitives.ReadInt32LittleEndian(next[(at * sizeof(int))..]);
        }
    }
}

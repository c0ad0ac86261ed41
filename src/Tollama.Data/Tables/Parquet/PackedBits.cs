using System.Buffers.Binary;

namespace Tollama.Data.Tables.Parquet;

/// <summary>Bits that stand anywhere among bytes, the lowest first.</summary>
internal static class PackedBits
{
    /// <summary>The bits from a place on: 57 at least, and zeros behind the end.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="position">A byte of them.</param>
    /// <param name="bit">The first bit in it, below 8.</param>
    public static ulong At(ReadOnlySpan<byte> bytes, int position, int bit)
    {
        if (position <= bytes.Length - sizeof(ulong))
        {
            return BinaryPrimitives.ReadUInt64LittleEndian(bytes[position..]) >> bit;
        }

        ulong value = 0;
        for (int at = position; at < bytes.Length; at++)
        {
            value |= (ulong)bytes[at] << (8 * (at - position));
        }

        return value >> bit;
    }
}

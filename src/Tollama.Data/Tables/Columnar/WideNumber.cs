namespace Tollama.Data.Tables.Columnar;

/// <summary>Whole numbers of many bytes with a sign.</summary>
internal static class WideNumber
{
    private const int Most = 16;

    /// <summary>A number whose first byte counts most.</summary>
    /// <exception cref="InvalidDataException">It needs more than 128 bits.</exception>
    public static Int128 BigEndian(ReadOnlySpan<byte> bytes)
    {
        Int128 value = bytes.Length > 0 && bytes[0] >= 0x80 ? -1 : 0;
        for (int at = 0; at < bytes.Length; at++)
        {
            value = Append(value, bytes[at], bytes.Length - at);
        }

        return value;
    }

    /// <summary>A number whose last byte counts most.</summary>
    /// <exception cref="InvalidDataException">It needs more than 128 bits.</exception>
    public static Int128 LittleEndian(ReadOnlySpan<byte> bytes)
    {
        Int128 value = bytes.Length > 0 && bytes[^1] >= 0x80 ? -1 : 0;
        for (int at = bytes.Length - 1; at >= 0; at--)
        {
            value = Append(value, bytes[at], at + 1);
        }

        return value;
    }

    private static Int128 Append(Int128 value, byte next, int left)
    {
        // A byte more than fits may only say the sign again.
        if (left >= Most && value != 0 && value != -1)
        {
            throw TooLarge();
        }

        bool isOther = left == Most && (value == 0 ? next >= 0x80 : next < 0x80);
        return isOther ? throw TooLarge() : unchecked((value << 8) | next);
    }

    private static InvalidDataException TooLarge() => new("a decimal has more than 38 digits");
}

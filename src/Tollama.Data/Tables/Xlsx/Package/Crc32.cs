namespace Tollama.Data.Tables.Xlsx.Package;

/// <summary>The check sum of zip archives (ISO 3309, the polynomial 0xEDB88320 reflected).</summary>
internal struct Crc32()
{
    private const int Slices = 4;

    private static readonly uint[] Table = Build();

    private uint _rest = uint.MaxValue;

    /// <summary>The sum of all bytes so far.</summary>
    public readonly uint Value => ~_rest;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        uint rest = _rest;
        while (bytes.Length >= Slices)
        {
            rest ^= System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            rest = Table[(3 * 256) + (byte)rest] ^ Table[(2 * 256) + (byte)(rest >> 8)] ^ Table[256 + (byte)(rest >> 16)] ^ Table[rest >> 24];
            bytes = bytes[Slices..];
        }

        foreach (byte value in bytes)
        {
            rest = (rest >> 8) ^ Table[(byte)(rest ^ value)];
        }

        _rest = rest;
    }

    /// <summary>What a byte does to the sum when 0 to 3 more bytes follow it.</summary>
    private static uint[] Build()
    {
        uint[] table = new uint[Slices * 256];
        for (uint value = 0; value < 256; value++)
        {
            uint rest = value;
            for (int bit = 0; bit < 8; bit++)
            {
                rest = (rest & 1) == 0 ? rest >> 1 : (rest >> 1) ^ 0xEDB88320;
            }

            table[value] = rest;
        }

        for (int place = 256; place < table.Length; place++)
        {
            table[place] = (table[place - 256] >> 8) ^ table[(byte)table[place - 256]];
        }

        return table;
    }
}

namespace Tollama.Data.Tests.Columnar;

/// <summary>Writes Thrift's compact protocol, also such as no honest program would.</summary>
internal static class ThriftForge
{
    private const int I32 = 5;
    private const int I64 = 6;
    private const int Binary = 8;
    private const int List = 9;
    private const int Struct = 12;

    /// <summary>A structure of fields.</summary>
    public static byte[] Of(params (int Id, int Type, byte[] Value)[] fields)
    {
        List<byte> bytes = [];
        int last = 0;
        foreach ((int id, int type, byte[] value) in fields)
        {
            bytes.Add((byte)(((id - last) << 4) | type));
            bytes.AddRange(value);
            last = id;
        }

        bytes.Add(0);
        return [.. bytes];
    }

    public static (int Id, int Type, byte[] Value) Int(int id, int value) => (id, I32, Signed(value));

    public static (int Id, int Type, byte[] Value) Long(int id, long value) => (id, I64, Signed(value));

    public static (int Id, int Type, byte[] Value) Text(int id, string value) => (id, Binary, [.. Variable((ulong)value.Length), .. System.Text.Encoding.UTF8.GetBytes(value)]);

    public static (int Id, int Type, byte[] Value) Part(int id, byte[] structure) => (id, Struct, structure);

    /// <summary>A list of structures, which may claim to have more than it has.</summary>
    public static (int Id, int Type, byte[] Value) Parts(int id, byte[][] structures, long? claims = null) =>
        (id, List, [0xFC, .. Variable((ulong)(claims ?? structures.Length)), .. structures.SelectMany(one => one)]);

    private static byte[] Signed(long value) => Variable((ulong)((value << 1) ^ (value >> 63)));

    private static byte[] Variable(ulong value)
    {
        List<byte> bytes = [];
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        bytes.Add((byte)value);
        return [.. bytes];
    }
}

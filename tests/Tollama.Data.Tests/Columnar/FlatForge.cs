using System.Buffers.Binary;

namespace Tollama.Data.Tests.Columnar;

/// <summary>Writes an Arrow stream whose only column has itself as its part.</summary>
internal static class FlatForge
{
    /// <summary>A schema in which the children of a field are a vector that names the field again.</summary>
    public static byte[] CyclicSchema()
    {
        byte[] bytes = new byte[160];
        void Int(int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), value);
        void Short(int at, int value) => BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(at), (short)value);

        // The message at 24, its fields at 8: version, type of the header, header.
        Int(0, 24);
        Short(8, 10);
        Short(10, 16);
        Short(12, 4);
        Short(14, 8);
        Short(16, 12);
        Int(24, 24 - 8);
        Short(28, 4);
        bytes[32] = 1;
        Int(36, 64 - 36);

        // The schema at 64, its fields at 48: endianness, fields.
        Short(48, 8);
        Short(50, 8);
        Short(52, 0);
        Short(54, 4);
        Int(64, 64 - 48);
        Int(68, 80 - 68);
        Int(80, 1);
        Int(84, 120 - 84);

        // The field at 120, its fields at 96: name, nullable, type, its table, dictionary, children.
        Short(96, 16);
        Short(98, 12);
        Short(104, 4);
        Short(110, 8);
        Int(120, 120 - 96);
        bytes[124] = 13;
        Int(128, 140 - 128);
        Int(140, 1);
        Int(144, 120 - 144);
        byte[] head = new byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(head, -1);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(4), bytes.Length);
        return [.. head, .. bytes, 255, 255, 255, 255, 0, 0, 0, 0];
    }
}

using System.Buffers.Binary;
using System.Text;

namespace Tollama.Data.Tables.Arrow;

/// <summary>A table of a FlatBuffer, the form in which the metadata of Arrow is written. Every place that it names is checked before it is read.</summary>
/// <remarks>FlatBuffers, "FlatBuffer Internals".</remarks>
internal readonly ref struct FlatTable
{
    private const int LongestName = 16 * 1024;

    private readonly ReadOnlySpan<byte> _bytes;
    private readonly int _position;

    private FlatTable(ReadOnlySpan<byte> bytes, int position)
    {
        _bytes = bytes;
        _position = position;
    }

    /// <summary>Whether there is none.</summary>
    public bool IsNone => _bytes.IsEmpty;

    /// <summary>The table that a buffer begins with.</summary>
    public static FlatTable Root(ReadOnlySpan<byte> bytes) => new(bytes, Int32(bytes, 0));

    public long Long(int field, long fallback = 0) => Find(field) is > 0 and int at ? BinaryPrimitives.ReadInt64LittleEndian(_bytes[at..]) : fallback;

    public int Int(int field, int fallback = 0) => Find(field) is > 0 and int at ? Int32(_bytes, at) : fallback;

    public int Short(int field, int fallback = 0) => Find(field) is > 0 and int at ? BinaryPrimitives.ReadInt16LittleEndian(_bytes[at..]) : fallback;

    public int Byte(int field, int fallback = 0) => Find(field) is > 0 and int at ? _bytes[at] : fallback;

    public FlatTable Table(int field) => Find(field) is > 0 and int at ? new FlatTable(_bytes, checked(at + Int32(_bytes, at))) : default;

    /// <summary>A text; <see langword="null"/> for none.</summary>
    /// <param name="field">The field.</param>
    /// <param name="longest">How many bytes it may have: many tables can name one text.</param>
    public string? Text(int field, int longest = LongestName)
    {
        ReadOnlySpan<byte> text = Vector(field, 1, out int count);
        return count < 0 ? null : count <= longest ? Encoding.UTF8.GetString(text) : throw new InvalidDataException($"a name has {count} bytes");
    }

    /// <summary>The bytes of a vector of numbers or structures.</summary>
    /// <param name="field">The field.</param>
    /// <param name="size">How many bytes an element has.</param>
    /// <param name="count">How many elements there are; -1 where there is no vector.</param>
    public ReadOnlySpan<byte> Vector(int field, int size, out int count)
    {
        count = -1;
        if (Find(field) is not (> 0 and int at))
        {
            return default;
        }

        int start = checked(at + Int32(_bytes, at));
        count = Int32(_bytes, start);
        return count >= 0 && count <= (_bytes.Length - start - sizeof(int)) / size
            ? _bytes.Slice(start + sizeof(int), count * size)
            : throw new InvalidDataException($"its metadata claims {count} parts in {_bytes.Length} bytes");
    }

    /// <summary>How many tables a vector has.</summary>
    public int Tables(int field)
    {
        _ = Vector(field, sizeof(int), out int count);
        return Math.Max(0, count);
    }

    /// <summary>A table of a vector.</summary>
    public FlatTable Table(int field, int index)
    {
        int at = Find(field);
        int start = checked(at + Int32(_bytes, at) + sizeof(int) + (index * sizeof(int)));
        return new FlatTable(_bytes, checked(start + Int32(_bytes, start)));
    }

    /// <summary>Where a field's value is; 0 where the table has none.</summary>
    private int Find(int field)
    {
        if (_bytes.IsEmpty)
        {
            return 0;
        }

        const int Head = 4;
        int fields = checked(_position - Int32(_bytes, _position));
        int entry = Head + (2 * field);
        if (entry + 2 > BinaryPrimitives.ReadUInt16LittleEndian(_bytes[fields..]))
        {
            return 0;
        }

        int offset = BinaryPrimitives.ReadUInt16LittleEndian(_bytes[(fields + entry)..]);
        return offset == 0 ? 0 : _position + offset;
    }

    private static int Int32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt32LittleEndian(bytes[at..]);
}

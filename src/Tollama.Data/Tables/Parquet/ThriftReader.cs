using System.Text;

namespace Tollama.Data.Tables.Parquet;

/// <summary>Reads structures in Thrift's compact protocol, in which the metadata of Parquet is written.</summary>
/// <remarks>Apache Thrift, "Thrift Compact protocol encoding". Nothing is made of what a length claims before the bytes are there.</remarks>
internal ref struct ThriftReader
{
    private const int MaxDepth = 32;

    private readonly ReadOnlySpan<byte> _bytes;
    private short _field;

    public ThriftReader(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>How many bytes were read.</summary>
    public int Position { get; private set; }

    /// <summary>Whether the value just announced as truth is true.</summary>
    public bool Truth { get; private set; }

    /// <summary>Goes into a structure, at its first field.</summary>
    /// <returns>What <see cref="Leave"/> needs.</returns>
    public short Enter()
    {
        short outer = _field;
        _field = 0;
        return outer;
    }

    /// <summary>Goes back to the structure around the one that has ended.</summary>
    public void Leave(short outer) => _field = outer;

    /// <summary>The next field of a structure.</summary>
    /// <returns><see langword="false"/> at its end.</returns>
    public bool Next(out short id, out ThriftType type)
    {
        byte head = Byte();
        type = (ThriftType)(head & 0x0F);
        id = 0;
        if (type == ThriftType.Stop)
        {
            return false;
        }

        int step = head >> 4;
        id = _field = step > 0 ? checked((short)(_field + step)) : checked((short)Int());
        Truth = type == ThriftType.True;
        return true;
    }

    /// <summary>The head of a list.</summary>
    /// <returns>How many elements it has, each of which takes a byte at least.</returns>
    public int List(out ThriftType type)
    {
        byte head = Byte();
        type = (ThriftType)(head & 0x0F);
        ulong count = head >> 4 == 15 ? Variable() : (ulong)(head >> 4);
        return count <= (ulong)(_bytes.Length - Position) ? (int)count : throw Ends();
    }

    public int Int() => checked((int)Long());

    public long Long()
    {
        ulong value = Variable();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public ReadOnlySpan<byte> Bytes()
    {
        ulong length = Variable();
        if (length > (ulong)(_bytes.Length - Position))
        {
            throw Ends();
        }

        ReadOnlySpan<byte> bytes = _bytes.Slice(Position, (int)length);
        Position += (int)length;
        return bytes;
    }

    public string Text() => Encoding.UTF8.GetString(Bytes());

    /// <summary>Passes over the value of a field.</summary>
    public void Skip(ThriftType type) => Skip(type, 0, isElement: false);

    private void Skip(ThriftType type, int depth, bool isElement)
    {
        if (depth > MaxDepth)
        {
            throw new InvalidDataException("its metadata is nested too deeply");
        }

        switch (type)
        {
            case ThriftType.True or ThriftType.False:
                Position += isElement ? 1 : 0;
                break;
            case ThriftType.Byte:
                Position++;
                break;
            case ThriftType.I16 or ThriftType.I32 or ThriftType.I64:
                _ = Variable();
                break;
            case ThriftType.Double:
                Position += 8;
                break;
            case ThriftType.Binary:
                _ = Bytes();
                break;
            case ThriftType.List or ThriftType.Set:
                for (int left = List(out ThriftType element); left > 0; left--)
                {
                    Skip(element, depth + 1, isElement: true);
                }

                break;
            case ThriftType.Map:
                SkipMap(depth);
                break;
            case ThriftType.Struct:
                short outer = Enter();
                while (Next(out _, out ThriftType field))
                {
                    Skip(field, depth + 1, isElement: false);
                }

                Leave(outer);
                break;
            default:
                throw new InvalidDataException("its metadata has a field of no known type");
        }

        _ = Position <= _bytes.Length ? 0 : throw Ends();
    }

    private void SkipMap(int depth)
    {
        ulong count = Variable();
        if (count == 0)
        {
            return;
        }

        byte types = Byte();
        for (ulong left = count; left > 0; left--)
        {
            Skip((ThriftType)(types >> 4), depth + 1, isElement: true);
            Skip((ThriftType)(types & 0x0F), depth + 1, isElement: true);
        }
    }

    private byte Byte() => Position < _bytes.Length ? _bytes[Position++] : throw Ends();

    private ulong Variable()
    {
        ulong value = 0;
        for (int shift = 0; shift < 70; shift += 7)
        {
            byte next = Byte();
            value |= shift < 64 ? (ulong)(next & 0x7F) << shift : 0;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException("its metadata has a number of more than 64 bits");
    }

    private static EndOfStreamException Ends() => new("its metadata ends too early");
}

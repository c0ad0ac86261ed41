namespace Tollama.Data.Tables.Parquet;

/// <summary>Reads whole numbers that are written as the packed differences of neighbors.</summary>
/// <remarks>Apache Parquet, "Encodings", delta encoding.</remarks>
internal sealed class DeltaReader
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly int _valuesOfPart;
    private readonly byte[] _widths;
    private long _left;
    private int _position;
    private long _value;
    private bool _hasFirst;
    private long _least;
    private int _part;
    private int _inPart;
    private int _partStart;

    /// <param name="bytes">The bytes; they may be more than are read.</param>
    public DeltaReader(ReadOnlyMemory<byte> bytes)
    {
        const int MostParts = 512;
        const int MostValues = 1 << 20;
        _bytes = bytes;
        ulong block = Variable();
        ulong parts = Variable();
        _left = (long)Math.Min(Variable(), long.MaxValue);
        _value = Signed();
        if (parts is 0 or > MostParts || block is 0 or > MostValues || block % parts != 0 || block / parts % 8 != 0)
        {
            throw new InvalidDataException("a page of differences has blocks of no possible size");
        }

        _valuesOfPart = (int)(block / parts);
        _widths = new byte[parts];
        _part = _widths.Length - 1;
        _inPart = _valuesOfPart;
        Count = _left;
    }

    /// <summary>How many numbers there are, as far as one believes it.</summary>
    public long Count { get; }

    /// <summary>Where the bytes go on behind all numbers; to be asked when all were read.</summary>
    public int End => _partStart > 0 ? Math.Min(_bytes.Length, _partStart + PartLength(_part)) : _position;

    public void Read(Span<long> values)
    {
        if (values.Length > _left)
        {
            throw new InvalidDataException("a page has fewer values than it claims");
        }

        _left -= values.Length;
        ReadOnlySpan<byte> all = _bytes.Span;
        for (int at = 0; at < values.Length; at++)
        {
            if (!_hasFirst)
            {
                _hasFirst = true;
                values[at] = _value;
                continue;
            }

            if (_inPart == _valuesOfPart)
            {
                NextPart(all);
            }

            _value = unchecked(_value + _least + (long)Bits(all, _widths[_part], _inPart++));
            values[at] = _value;
        }
    }

    private void NextPart(ReadOnlySpan<byte> all)
    {
        if (_partStart > 0)
        {
            _position = _partStart + PartLength(_part);
        }

        if (++_part >= _widths.Length)
        {
            _least = Signed();
            all.Slice(_position, _widths.Length).CopyTo(_widths);
            _position += _widths.Length;
            _part = 0;
        }

        _partStart = _position;
        _inPart = 0;
        if (_widths[_part] > 64 || _partStart > all.Length)
        {
            throw new InvalidDataException("a page of differences ends too early");
        }
    }

    private int PartLength(int part) => _widths[part] * _valuesOfPart / 8;

    private ulong Bits(ReadOnlySpan<byte> all, int width, int index)
    {
        const int Sure = 56;
        if (width == 0)
        {
            return 0;
        }

        long bit = (long)width * index;
        int position = _partStart + (int)(bit >> 3);
        if (position >= all.Length)
        {
            throw new InvalidDataException("a page of differences ends too early");
        }

        int shift = (int)(bit & 7);
        ulong value = PackedBits.At(all, position, shift);
        if (width > Sure && shift > 0)
        {
            value |= position + 8 < all.Length ? (ulong)all[position + 8] << (64 - shift) : 0;
        }

        return width == 64 ? value : value & (ulong.MaxValue >> (64 - width));
    }

    private long Signed()
    {
        ulong value = Variable();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    private ulong Variable()
    {
        ulong value = 0;
        for (int shift = 0; shift < 70; shift += 7)
        {
            byte next = _bytes.Span[_position++];
            value |= shift < 64 ? (ulong)(next & 0x7F) << shift : 0;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException("a page has a number of more than 64 bits");
    }
}

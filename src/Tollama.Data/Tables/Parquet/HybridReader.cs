namespace Tollama.Data.Tables.Parquet;

/// <summary>Reads whole numbers in Parquet's mixture of runs and packed bits.</summary>
/// <remarks>Apache Parquet, "Encodings", RLE / bit-packing hybrid.</remarks>
/// <param name="bytes">The bytes; they may be more than are read.</param>
/// <param name="width">The bits of a number, at most 32.</param>
internal sealed class HybridReader(ReadOnlyMemory<byte> bytes, int width)
{
    private readonly int _width = width is >= 0 and <= 32 ? width : throw new InvalidDataException("a page packs numbers of more than 32 bits");
    private int _position;
    private long _run;
    private bool _isPacked;
    private int _value;
    private int _bit;

    public void Read(Span<int> values)
    {
        ReadOnlySpan<byte> all = bytes.Span;
        while (values.Length > 0)
        {
            if (_run == 0)
            {
                Begin(all);
            }

            int count = (int)Math.Min(_run, values.Length);
            if (_isPacked)
            {
                Unpack(all, values[..count]);
            }
            else
            {
                values[..count].Fill(_value);
            }

            _run -= count;
            values = values[count..];
        }
    }

    private void Begin(ReadOnlySpan<byte> all)
    {
        if (_width == 0 && _position == all.Length)
        {
            (_run, _isPacked, _value) = (long.MaxValue, false, 0);
            return;
        }

        uint head = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = all[_position++];
            head |= (uint)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                break;
            }

            _ = shift < 28 ? 0 : throw new InvalidDataException("a run is too long");
        }

        _isPacked = (head & 1) != 0;
        _run = (head >> 1) * (_isPacked ? 8L : 1L);
        if (_isPacked)
        {
            // The last run may be cut off behind its last value.
            _bit = 0;
            _run = Math.Min(_run, _width == 0 ? _run : (all.Length - _position) * 8L / _width);
            _ = _run > 0 || head <= 1 ? 0 : throw new InvalidDataException("a page ends too early");
            return;
        }

        _value = 0;
        for (int at = 0; at < (_width + 7) / 8; at++)
        {
            _value |= all[_position++] << (8 * at);
        }
    }

    private void Unpack(ReadOnlySpan<byte> all, Span<int> values)
    {
        if (_width == 0)
        {
            values.Clear();
            return;
        }

        uint mask = _width == 32 ? uint.MaxValue : (1u << _width) - 1;
        for (int at = 0; at < values.Length; at++)
        {
            values[at] = (int)((uint)PackedBits.At(all, _position, _bit) & mask);
            _bit += _width;
            _position += _bit >> 3;
            _bit &= 7;
        }
    }
}

using Tollama.Data.Tables.Columnar;

namespace Tollama.Data.Tables.Arrow;

/// <summary>The values of a dictionary, to which later messages may add, and which they may replace.</summary>
/// <param name="column">A column whose values are in it.</param>
/// <param name="messages">All messages.</param>
/// <param name="room">What the reading may take.</param>
internal sealed class ArrowDictionary(ArrowField column, IReadOnlyList<ArrowMessage> messages, ReadingRoom room)
{
    private const int BytesOfValue = 32;
    private const int BlockLength = 1024;

    private readonly ArrowArray _array = new(column, room);
    private readonly CellBlock _block = new(column.Form!, BlockLength);
    private int _nextMessage;
    private int _number;
    private int _count;
    private long _held;
    private bool[] _isMissing = [];
    private long[] _bits = [];
    private Int128[] _wide = [];
    private int[] _starts = [];
    private int[] _lengths = [];
    private byte[] _bytes = [];
    private int _bytesCount;

    /// <summary>Takes all messages into account before one.</summary>
    public void Load(int before)
    {
        for (; _nextMessage < before; _nextMessage++)
        {
            ArrowMessage message = messages[_nextMessage];
            if (message.IsDictionary && message.Dictionary == column.Dictionary)
            {
                Load(message);
            }
        }
    }

    /// <summary>Fills a block with the values of codes.</summary>
    public void Fill(CellBlock block, ReadOnlySpan<long> codes)
    {
        bool isText = column.Form!.Kind == CellKind.Text;
        bool isWide = column.Form.Kind == CellKind.Decimal;
        block.Count = codes.Length;
        block.Dictionary = isText ? _number : 0;
        block.Utf8 = _bytes;
        for (int at = 0; at < codes.Length; at++)
        {
            if (block.IsMissing[at])
            {
                continue;
            }

            if (codes[at] < 0 || codes[at] >= _count)
            {
                throw new InvalidDataException($"a value is number {codes[at]} of a dictionary of {_count}");
            }

            int code = (int)codes[at];
            block.IsMissing[at] = _isMissing[code];
            if (isText)
            {
                (block.Starts[at], block.Lengths[at], block.Codes[at]) = (_starts[code], _lengths[code], code);
            }
            else if (isWide)
            {
                block.Wide[at] = _wide[code];
            }
            else
            {
                block.Bits[at] = _bits[code];
            }
        }
    }

    private void Load(ArrowMessage message)
    {
        if (!message.IsDelta || _number == 0)
        {
            _number++;
            (_count, _bytesCount) = (0, 0);
        }

        if (message.Rows > room.Limits.MaxRows - _count)
        {
            throw new InvalidDataException($"a dictionary claims {message.Rows} values");
        }

        _array.Begin(message, ArrowLayout.Of(message, [column], 0));
        Reserve((int)message.Rows);
        while (_array.Left > 0)
        {
            _array.Read(_block);
            Append();
        }
    }

    private void Reserve(int more)
    {
        if (_isMissing.Length >= _count + more)
        {
            return;
        }

        // Deltas may be many: each is not a reason to copy all values.
        int length = Math.Max(_count + more, (int)Math.Min(2L * _isMissing.Length, room.Limits.MaxRows));
        room.Hold((length * (long)BytesOfValue) - _held);
        _held = length * (long)BytesOfValue;
        bool isText = column.Form!.Kind == CellKind.Text;
        bool isWide = column.Form.Kind == CellKind.Decimal;
        Array.Resize(ref _isMissing, length);
        Array.Resize(ref _bits, isText || isWide ? 0 : length);
        Array.Resize(ref _wide, isWide ? length : 0);
        Array.Resize(ref _starts, isText ? length : 0);
        Array.Resize(ref _lengths, isText ? length : 0);
    }

    private void Append()
    {
        _block.IsMissing.AsSpan(0, _block.Count).CopyTo(_isMissing.AsSpan(_count));
        if (column.Form!.Kind == CellKind.Text)
        {
            AppendTexts();
        }
        else if (column.Form.Kind == CellKind.Decimal)
        {
            _block.Wide.AsSpan(0, _block.Count).CopyTo(_wide.AsSpan(_count));
        }
        else
        {
            _block.Bits.AsSpan(0, _block.Count).CopyTo(_bits.AsSpan(_count));
        }

        _count += _block.Count;
    }

    private void AppendTexts()
    {
        ReadOnlySpan<byte> bytes = _block.Utf8.Span;
        if (_block.Count > 0 && bytes.IsEmpty && _block.Lengths[0] > 0 && column.Type != ArrowType.Null)
        {
            throw new InvalidDataException($"a text of its dictionary has {_block.Lengths[0]} bytes");
        }

        if (_bytes.Length < _bytesCount + bytes.Length)
        {
            byte[] larger = room.Grow(_bytes, Math.Max(_bytesCount + (long)bytes.Length, 2L * _bytes.Length));
            _bytes.AsSpan(0, _bytesCount).CopyTo(larger);
            _bytes = larger;
        }

        bytes.CopyTo(_bytes.AsSpan(_bytesCount));
        for (int at = 0; at < _block.Count; at++)
        {
            (_starts[_count + at], _lengths[_count + at]) = (_bytesCount + _block.Starts[at], _block.Lengths[at]);
        }

        _bytesCount += bytes.Length;
    }
}

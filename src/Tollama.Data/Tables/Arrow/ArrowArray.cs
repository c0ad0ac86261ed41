using System.Buffers.Binary;
using Tollama.Data.Tables.Columnar;

namespace Tollama.Data.Tables.Arrow;

/// <summary>The values of a column in one batch, or of a dictionary, read from the first to the last.</summary>
/// <param name="column">The column.</param>
/// <param name="room">What the reading may take.</param>
internal sealed class ArrowArray(ArrowField column, ReadingRoom room)
{
    private const int LongestPart = 8 * 1024 * 1024;

    private readonly ArrowBuffer _validity = new(room);
    private readonly ArrowBuffer _values = new(room);
    private readonly ArrowTexts _texts = new(column, room, Math.Max(LongestPart, room.MaxTextBytes));
    private bool _hasMissing;
    private bool _isDictionary;
    private long _next;

    private bool HasCodes => column.Dictionary >= 0 && !_isDictionary;

    private bool IsText => !HasCodes && column.Form!.Kind == CellKind.Text && column.Type != ArrowType.Null;

    /// <summary>How many values are left.</summary>
    public long Left { get; private set; }

    /// <summary>Goes to before the first value.</summary>
    /// <param name="message">The batch.</param>
    /// <param name="layout">Where the column is in it.</param>
    public void Begin(ArrowMessage message, ArrowLayout layout)
    {
        const int Size = 16;
        ReadOnlySpan<byte> nodes = message.Batch().Vector(1, Size, out int count);
        if (layout.Node >= count || BinaryPrimitives.ReadInt64LittleEndian(nodes[(layout.Node * Size)..]) != message.Rows)
        {
            throw new InvalidDataException("a batch has columns of different lengths");
        }

        long missing = BinaryPrimitives.ReadInt64LittleEndian(nodes[((layout.Node * Size) + sizeof(long))..]);
        Left = message.Rows;
        _next = 0;
        _hasMissing = false;
        _isDictionary = message.IsDictionary;
        if (column.Type == ArrowType.Null && !HasCodes)
        {
            return;
        }

        _validity.Begin(message, layout.Buffer);
        _hasMissing = missing != 0 && _validity.Length > 0;
        _values.Begin(message, layout.Buffer + 1);
        if (IsText)
        {
            _texts.Begin(message, layout, _values);
        }
    }

    /// <summary>Reads the next values into a block: as many as it can hold, or fewer.</summary>
    public void Read(CellBlock block)
    {
        int count = (int)Math.Min(block.Capacity, Left);
        if (IsText)
        {
            count = _texts.Read(block, _next, count);
        }
        else if (column.Type != ArrowType.Null)
        {
            ReadValues(block, count);
        }

        Span<bool> isMissing = block.IsMissing.AsSpan(0, count);
        isMissing.Fill(column.Type == ArrowType.Null && !HasCodes);
        if (_hasMissing)
        {
            ReadBits(_validity, isMissing, ofZero: true);
        }

        block.Count = count;
        block.Dictionary = 0;
        Advance(count);
    }

    /// <summary>Reads the places of values in a dictionary.</summary>
    /// <param name="codes">As many as there are to be read.</param>
    /// <param name="isMissing">Which have none.</param>
    public void ReadCodes(Span<long> codes, Span<bool> isMissing)
    {
        ReadWords(codes, column.CodeBits, column.CodesAreSigned);
        isMissing.Clear();
        if (_hasMissing)
        {
            ReadBits(_validity, isMissing, ofZero: true);
        }

        Advance(codes.Length);
    }

    private void Advance(int count)
    {
        _next += count;
        Left -= count;
    }

    private void ReadValues(CellBlock block, int count)
    {
        if (column.Form!.Kind == CellKind.Truth)
        {
            Span<bool> truths = block.IsMissing.AsSpan(0, count);
            ReadBits(_values, truths, ofZero: false);
            for (int at = 0; at < count; at++)
            {
                block.Bits[at] = truths[at] ? 1 : 0;
            }

            return;
        }

        if (column.Form.Kind == CellKind.Decimal)
        {
            int width = column.Bits / 8;
            ReadOnlySpan<byte> bytes = _values.Read(_next * width, (long)count * width);
            for (int at = 0; at < count; at++)
            {
                block.Wide[at] = WideNumber.LittleEndian(bytes.Slice(at * width, width));
            }

            return;
        }

        Span<long> words = block.Bits.AsSpan(0, count);
        ReadWords(words, column.Bits, column.IsSigned);
        for (int at = 0; column.IsDateInMilliseconds && at < count; at++)
        {
            words[at] = (long)Math.Floor(words[at] / 86_400_000m);
        }
    }

    private void ReadWords(Span<long> words, int bits, bool isSigned)
    {
        int width = bits / 8;
        ReadOnlySpan<byte> bytes = _values.Read(_next * width, (long)words.Length * width);
        for (int at = 0; at < words.Length; at++)
        {
            ReadOnlySpan<byte> one = bytes[(at * width)..];
            words[at] = (width, isSigned) switch
            {
                (1, true) => (sbyte)one[0],
                (1, false) => one[0],
                (2, true) => BinaryPrimitives.ReadInt16LittleEndian(one),
                (2, false) => BinaryPrimitives.ReadUInt16LittleEndian(one),
                (4, true) => BinaryPrimitives.ReadInt32LittleEndian(one),
                (4, false) => BinaryPrimitives.ReadUInt32LittleEndian(one),
                (8, _) => BinaryPrimitives.ReadInt64LittleEndian(one),
                _ => throw new InvalidDataException($"values of {bits} bits are not read here"),
            };
        }
    }

    private void ReadBits(ArrowBuffer buffer, Span<bool> bits, bool ofZero)
    {
        long first = _next >> 3;
        int shift = (int)(_next & 7);
        ReadOnlySpan<byte> bytes = buffer.Read(first, (shift + bits.Length + 7) >> 3);
        for (int at = 0; at < bits.Length; at++)
        {
            bits[at] = (((bytes[(shift + at) >> 3] >> ((shift + at) & 7)) & 1) == 0) == ofZero;
        }
    }
}

using System.Buffers.Binary;
using Tollama.Data.Tables.Columnar;

namespace Tollama.Data.Tables.Arrow;

/// <summary>Reads the texts of a column in one batch.</summary>
/// <param name="column">The column.</param>
/// <param name="room">What the reading may take.</param>
/// <param name="longest">How many bytes are read at once; a longer text is not, for it is refused.</param>
internal sealed class ArrowTexts(ArrowField column, ReadingRoom room, int longest)
{
    private const int ViewSize = 16;
    private const int LongestInside = 12;

    private readonly ArrowBuffer _bytes = new(room);
    private readonly List<ArrowBuffer> _views = [];
    private readonly List<int> _opened = [];
    private ArrowMessage? _message;
    private ArrowBuffer? _places;
    private int _firstView;
    private byte[] _joined = [];

    /// <summary>Goes to before the first text.</summary>
    /// <param name="message">The batch.</param>
    /// <param name="layout">Where the column is in it.</param>
    /// <param name="places">The buffer that says where texts are.</param>
    public void Begin(ArrowMessage message, ArrowLayout layout, ArrowBuffer places)
    {
        (_message, _places) = (message, places);
        if (column.Type != ArrowType.Utf8View)
        {
            _bytes.Begin(message, layout.Buffer + 2);
            return;
        }

        _firstView = layout.Buffer + 2;
        int count = layout.ViewBuffers();
        _opened.Clear();
        for (int view = 0; view < count; view++)
        {
            _opened.Add(-1);
        }
    }

    /// <summary>Reads the next texts.</summary>
    /// <returns>How many fitted.</returns>
    public int Read(CellBlock block, long first, int count)
    {
        if (count == 0)
        {
            return 0;
        }

        return column.Type == ArrowType.Utf8View ? ReadViews(block, first, count) : ReadOffsets(block, first, count);
    }

    private int ReadOffsets(CellBlock block, long first, int count)
    {
        int width = column.Type == ArrowType.LargeUtf8 ? sizeof(long) : sizeof(int);
        ReadOnlySpan<byte> offsets = _places!.Read(first * width, (count + 1L) * width);
        long start = At(offsets, 0);
        while (count > 1 && At(offsets, count) - start > longest)
        {
            count /= 2;
        }

        long end = At(offsets, count);
        bool isTooLong = end - start > longest;
        for (int at = 0; at < count; at++)
        {
            long from = At(offsets, at);
            long to = At(offsets, at + 1);
            if (from < start || to < from || to > end || to > _bytes.Length)
            {
                throw new InvalidDataException("a text goes beyond the end of its buffer");
            }

            (block.Starts[at], block.Lengths[at]) = ((int)(from - start), (int)Math.Min(to - from, int.MaxValue));
        }

        block.Utf8 = isTooLong ? default : _bytes.ReadMemory(start, end - start);
        return count;

        long At(ReadOnlySpan<byte> all, int place) =>
            width == sizeof(long) ? BinaryPrimitives.ReadInt64LittleEndian(all[(place * width)..]) : BinaryPrimitives.ReadInt32LittleEndian(all[(place * width)..]);
    }

    private int ReadViews(CellBlock block, long first, int count)
    {
        ReadOnlySpan<byte> views = _places!.Read(first * ViewSize, (long)count * ViewSize);
        int used = 0;
        int read = 0;
        for (; read < count; read++)
        {
            ReadOnlySpan<byte> view = views.Slice(read * ViewSize, ViewSize);
            int length = BinaryPrimitives.ReadInt32LittleEndian(view);
            if (length < 0)
            {
                throw new InvalidDataException("a text has less than no bytes");
            }

            if (length > longest - used)
            {
                if (read > 0)
                {
                    break;
                }

                (block.Starts[0], block.Lengths[0], block.Utf8) = (0, length, default);
                return 1;
            }

            if (_joined.Length < used + length)
            {
                byte[] larger = room.Grow(_joined, used + length);
                _joined.AsSpan(0, used).CopyTo(larger);
                _joined = larger;
            }

            ReadOnlySpan<byte> text = length <= LongestInside
                ? view.Slice(sizeof(int), length)
                : View(BinaryPrimitives.ReadInt32LittleEndian(view[8..])).Read(BinaryPrimitives.ReadInt32LittleEndian(view[12..]), length);
            text.CopyTo(_joined.AsSpan(used));
            (block.Starts[read], block.Lengths[read]) = (used, length);
            used += length;
        }

        block.Utf8 = _joined.AsMemory(0, used);
        return read;
    }

    /// <summary>A buffer of texts, which is opened when the first text in it is read.</summary>
    private ArrowBuffer View(int index)
    {
        if (_opened[index] < 0)
        {
            // Buffers are used again for those of the next batch.
            int free = _opened.Count(place => place >= 0);
            if (free == _views.Count)
            {
                _views.Add(new ArrowBuffer(room));
            }

            _views[free].Begin(_message!, _firstView + index);
            _opened[index] = free;
        }

        return _views[_opened[index]];
    }
}

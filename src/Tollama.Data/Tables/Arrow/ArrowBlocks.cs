using Tollama.Data.Tables.Columnar;

namespace Tollama.Data.Tables.Arrow;

/// <summary>Reads one column of a table, batch by batch.</summary>
/// <param name="fields">All columns.</param>
/// <param name="place">The column.</param>
/// <param name="messages">The batches and dictionaries.</param>
/// <param name="room">What the reading may take.</param>
internal sealed class ArrowBlocks(IReadOnlyList<ArrowField> fields, int place, IReadOnlyList<ArrowMessage> messages, ReadingRoom room) : IBlockReader
{
    private readonly ArrowArray _array = new(fields[place], room);
    private readonly ArrowDictionary? _dictionary = fields[place].Dictionary < 0 ? null : new ArrowDictionary(fields[place], messages, room);
    private long[] _codes = [];
    private int _message = -1;

    public bool Read(CellBlock block)
    {
        while (_array.Left == 0)
        {
            do
            {
                _message++;
            }
            while (_message < messages.Count && messages[_message].IsDictionary);

            if (_message >= messages.Count)
            {
                return false;
            }

            _array.Begin(messages[_message], ArrowLayout.Of(messages[_message], fields, place));
            _dictionary?.Load(_message);
        }

        if (_dictionary is null)
        {
            _array.Read(block);
            return true;
        }

        int count = (int)Math.Min(block.Capacity, _array.Left);
        _codes = _codes.Length < count ? new long[block.Capacity] : _codes;
        _array.ReadCodes(_codes.AsSpan(0, count), block.IsMissing.AsSpan(0, count));
        _dictionary.Fill(block, _codes.AsSpan(0, count));
        return true;
    }
}

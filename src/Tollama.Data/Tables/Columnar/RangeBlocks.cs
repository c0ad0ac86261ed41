namespace Tollama.Data.Tables.Columnar;

/// <summary>The numbers of a range as the cells of a column.</summary>
/// <param name="range">The range.</param>
/// <param name="count">How many numbers it has.</param>
internal sealed class RangeBlocks(NamedRange range, long count) : IBlockReader
{
    private long _next;

    public bool Read(CellBlock block)
    {
        block.Count = (int)Math.Min(block.Capacity, count - _next);
        for (int place = 0; place < block.Count; place++)
        {
            block.IsMissing[place] = false;
            block.Bits[place] = range.Start + (range.Step * (_next + place));
        }

        _next += block.Count;
        return block.Count > 0;
    }
}

namespace Tollama.Neural;

/// <summary>The memory of one forward pass: taken from the front, given back in the reverse order, kept for the next pass.</summary>
/// <remarks>Of one thread at a time. After a first pass of a size, a pass of that size allocates nothing.</remarks>
internal sealed class Workspace
{
    private const int BlockLength = 1 << 18;

    private readonly List<float[]> _blocks = [];
    private int _block;
    private int _used;

    /// <summary>Memory of undefined content, until the mark before it is restored.</summary>
    public Span<float> Take(int count)
    {
        while (_block < _blocks.Count && _blocks[_block].Length - _used < count)
        {
            _block++;
            _used = 0;
        }

        if (_block == _blocks.Count)
        {
            _blocks.Add(new float[Math.Max(count, BlockLength)]);
        }

        _used += count;
        return _blocks[_block].AsSpan(_used - count, count);
    }

    /// <summary>Memory of <paramref name="rows"/> rows; its size must be an array's.</summary>
    public Span<float> Take(int rows, int width) => Take(checked(rows * width));

    /// <summary>How much is taken now.</summary>
    public (int Block, int Used) Mark() => (_block, _used);

    /// <summary>Gives back all that was taken since <paramref name="mark"/>.</summary>
    public void Restore((int Block, int Used) mark) => (_block, _used) = mark;
}

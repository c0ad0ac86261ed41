using System.Buffers;

namespace Tollama.Neural;

/// <summary>The keys and values of one layer for all tokens so far, a row a token: the key, then the value.</summary>
/// <param name="capacities">How many tokens each sequence will have in the end.</param>
/// <param name="rowLength">The numbers of a key and a value together.</param>
internal sealed class KeyValueMemory(IReadOnlyList<int> capacities, int rowLength) : IDisposable
{
    private readonly TokenLayout _places = new(capacities);
    private readonly int[] _counts = new int[capacities.Count];
    private readonly float[] _rows = ArrayPool<float>.Shared.Rent(checked(capacities.Sum() * rowLength));

    /// <summary>How many tokens of a sequence came before the present ones.</summary>
    public int Count(int sequence) => _counts[sequence];

    /// <summary>Adds the keys and values of the present tokens; all rows of the sequence are returned.</summary>
    /// <param name="sequence">The sequence.</param>
    /// <param name="tokens">The projections of the tokens: query, key, value.</param>
    /// <param name="count">How many tokens.</param>
    /// <param name="stride">The distance of two tokens.</param>
    /// <param name="first">Where in a token the key begins.</param>
    public Span<float> Append(int sequence, ReadOnlySpan<float> tokens, int count, int stride, int first)
    {
        Span<float> all = _rows.AsSpan(_places.Start(sequence) * rowLength, _places.Length(sequence) * rowLength);
        for (int token = 0; token < count; token++)
        {
            tokens.Slice((token * stride) + first, rowLength).CopyTo(all[((_counts[sequence] + token) * rowLength)..]);
        }

        return all[..((_counts[sequence] + count) * rowLength)];
    }

    /// <summary>Makes the present tokens past ones.</summary>
    public void Advance(TokenLayout present)
    {
        for (int sequence = 0; sequence < _counts.Length; sequence++)
        {
            _counts[sequence] += present.Length(sequence);
        }
    }

    /// <summary>Gives the memory to the next forecast.</summary>
    public void Dispose() => ArrayPool<float>.Shared.Return(_rows);
}

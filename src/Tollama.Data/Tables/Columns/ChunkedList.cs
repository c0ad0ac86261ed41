using System.Collections;

namespace Tollama.Data.Tables.Columns;

/// <summary>A list that only grows, in chunks: a long one is never copied, and never has room for twice its items.</summary>
internal sealed class ChunkedList<T> : IReadOnlyList<T>
{
    private const int ChunkBits = 15;
    private const int ChunkLength = 1 << ChunkBits;
    private const int FirstLength = 64;

    private T[][] _chunks = [];

    public int Count { get; private set; }

    public T this[int index] => _chunks[index >> ChunkBits][index & (ChunkLength - 1)];

    public void Add(T item)
    {
        int chunk = Count >> ChunkBits;
        int place = Count & (ChunkLength - 1);
        if (place == 0)
        {
            Array.Resize(ref _chunks, chunk + 1);
            _chunks[chunk] = new T[chunk == 0 ? FirstLength : ChunkLength];
        }
        else if (place == _chunks[chunk].Length)
        {
            Array.Resize(ref _chunks[chunk], place * 2);
        }

        _chunks[chunk][place] = item;
        Count++;
    }

    /// <summary>Copies items, from one on.</summary>
    public void CopyTo(int start, Span<T> items)
    {
        while (!items.IsEmpty)
        {
            int place = start & (ChunkLength - 1);
            int length = Math.Min(items.Length, ChunkLength - place);
            _chunks[start >> ChunkBits].AsSpan(place, length).CopyTo(items);
            items = items[length..];
            start += length;
        }
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (int index = 0; index < Count; index++)
        {
            yield return this[index];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

using Tollama.Core.Series;

namespace Tollama.Daemon.Nixtla;

/// <summary>A long JSON array of numbers and nulls that was looked through, and stays the text that was sent.</summary>
/// <param name="text">The array, from its bracket to its bracket; it must outlive what is made of it.</param>
/// <param name="length">How many elements it has.</param>
/// <param name="missing">How many of them are null.</param>
internal sealed class PackedNumbers(ReadOnlyMemory<byte> text, int length, int missing)
{
    /// <summary>No numbers.</summary>
    internal static PackedNumbers None { get; } = new("[]"u8.ToArray(), 0, 0);

    /// <summary>How many elements there are, nulls included.</summary>
    internal int Length => length;

    /// <summary>Cuts the array into pieces that lie one behind the other.</summary>
    /// <param name="sizes">How many elements each has, at least 1; <see cref="Length"/> in all.</param>
    internal NumberColumn[] Split(IReadOnlyList<int> sizes)
    {
        NumberColumn[] pieces = new NumberColumn[sizes.Count];
        ReadOnlySpan<byte> span = text.Span;
        int end = 0;
        for (int piece = 0; piece < pieces.Length; piece++)
        {
            int start = end;
            int nulls = 0;
            for (int i = 0; i < sizes[piece]; i++)
            {
                int first = end + 1;
                end = first + span[first..].IndexOfAny((byte)',', (byte)']');
                nulls += missing > 0 && span[first..end].Contains((byte)'n') ? 1 : 0;
            }

            pieces[piece] = NumberColumn.OfPiece(text[start..end], sizes[piece], nulls);
        }

        return pieces;
    }
}

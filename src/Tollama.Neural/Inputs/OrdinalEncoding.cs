using System.Text;

namespace Tollama.Neural;

/// <summary>Categories as their places in the order of their texts, from 0 on.</summary>
/// <remarks>
/// As Chronos-2 is fed by its makers where several targets are forecast together, so that no target's mean can stand for a category. Texts are ordered by
/// their Unicode code points. A missing category has the place after the last one; one that was never seen in the past is not known.
/// </remarks>
internal sealed class OrdinalEncoding : ICategoryEncoding
{
    private readonly Dictionary<string, int> _places = [];

    /// <summary>Learns the order.</summary>
    /// <param name="past">All categories of the past, in any order; <see langword="null"/> for a missing one.</param>
    public OrdinalEncoding(IEnumerable<string?> past)
    {
        // The bytes of UTF-8 are in the order of code points, those of UTF-16 are not.
        Comparer<byte[]> bytes = Comparer<byte[]>.Create((left, right) => left.AsSpan().SequenceCompareTo(right));
        foreach (string text in past.OfType<string>().Distinct().OrderBy(Encoding.UTF8.GetBytes, bytes))
        {
            _places[text] = _places.Count;
        }
    }

    /// <inheritdoc />
    public double[] Encode(ReadOnlySpan<string?> categories)
    {
        double[] numbers = new double[categories.Length];
        for (int index = 0; index < numbers.Length; index++)
        {
            string? text = categories[index];
            numbers[index] = text is null ? _places.Count : _places.TryGetValue(text, out int place) ? place : double.NaN;
        }

        return numbers;
    }
}

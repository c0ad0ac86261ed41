namespace Tollama.Neural;

/// <summary>Turns categories into the numbers that a network reads.</summary>
internal interface ICategoryEncoding
{
    /// <summary>The numbers of categories, NaN for one that has none; <see langword="null"/> is a missing category.</summary>
    double[] Encode(ReadOnlySpan<string?> categories);
}

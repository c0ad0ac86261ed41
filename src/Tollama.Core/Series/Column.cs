using System.Text.Json;

namespace Tollama.Core.Series;

/// <summary>Values of one kind, one for each step of time, oldest first. A column never changes.</summary>
public abstract class Column
{
    /// <summary>Stands in a list of places for a value that is missing, see <see cref="Pick"/>.</summary>
    public const int Gap = -1;

    private protected Column()
    {
    }

    /// <summary>The number of values, missing ones included.</summary>
    public abstract int Length { get; }

    /// <summary>The number of missing values.</summary>
    public abstract int Missing { get; }

    /// <summary>Whether the value at a place is missing.</summary>
    public abstract bool IsMissing(int place);

    /// <summary>The values from one place on.</summary>
    /// <param name="start">The first place, from 0.</param>
    /// <param name="length">How many values; <paramref name="start"/> and this together are at most <see cref="Length"/>.</param>
    public abstract Column Slice(int start, int length);

    /// <summary>The values at some places, in the order of the places; a missing value where the place is <see cref="Gap"/>.</summary>
    public abstract Column Pick(ReadOnlySpan<int> places);

    /// <summary>Writes a JSON array: numbers or texts, and null for a missing value.</summary>
    public abstract void WriteTo(Utf8JsonWriter writer);
}

using System.Globalization;
using System.Text.Json;

namespace Tollama.Core.Series;

/// <summary>Categories: each different text once, and for each step the place of its text.</summary>
public sealed class CategoryColumn : Column
{
    private CategoryColumn(int[] codes, IReadOnlyList<string> texts)
    {
        Codes = codes;
        Texts = texts;
        Missing = codes.Count(code => code == Gap);
    }

    /// <summary>The different texts; some may not be in <see cref="Codes"/>.</summary>
    public IReadOnlyList<string> Texts { get; }

    /// <summary>For each step the place of its text in <see cref="Texts"/>; <see cref="Column.Gap"/> for a missing one. The array is the column's own.</summary>
    public int[] Codes { get; }

    /// <inheritdoc />
    public override int Length => Codes.Length;

    /// <inheritdoc />
    public override int Missing { get; }

    /// <summary>The category of a step; <see langword="null"/> for a missing one.</summary>
    public string? this[int place] => Codes[place] == Gap ? null : Texts[Codes[place]];

    /// <summary>A column of codes into a list of texts; both are kept, not copied.</summary>
    public static CategoryColumn Of(int[] codes, IReadOnlyList<string> texts)
    {
        ArgumentNullException.ThrowIfNull(codes);
        ArgumentNullException.ThrowIfNull(texts);
        return new CategoryColumn(codes, texts);
    }

    /// <summary>A column of texts; <see langword="null"/> is a missing one.</summary>
    public static CategoryColumn Of(IReadOnlyList<string?> categories)
    {
        ArgumentNullException.ThrowIfNull(categories);
        Dictionary<string, int> codeOf = new(StringComparer.Ordinal);
        List<string> texts = [];
        int[] codes = new int[categories.Count];
        for (int place = 0; place < codes.Length; place++)
        {
            codes[place] = categories[place] is { } category ? CodeOf(category, codeOf, texts) : Gap;
        }

        return new CategoryColumn(codes, texts);
    }

    /// <summary>A column as categories: numbers become their shortest texts.</summary>
    public static CategoryColumn From(Column column) => column is CategoryColumn categories ? categories : Of(
        [.. ((NumberColumn)column).Values.Select(value => double.IsNaN(value) ? null : value.ToString("R", CultureInfo.InvariantCulture))]);

    /// <summary>The category of each step; <see langword="null"/> for a missing one.</summary>
    public string?[] ToTexts() => Array.ConvertAll(Codes, code => code == Gap ? null : Texts[code]);

    /// <inheritdoc />
    public override bool IsMissing(int place) => Codes[place] == Gap;

    /// <inheritdoc />
    public override CategoryColumn Slice(int start, int length) => start == 0 && length == Length ? this : new CategoryColumn(Codes[start..(start + length)], Texts);

    /// <inheritdoc />
    public override CategoryColumn Pick(ReadOnlySpan<int> places)
    {
        int[] picked = new int[places.Length];
        for (int i = 0; i < picked.Length; i++)
        {
            picked[i] = places[i] == Gap ? Gap : Codes[places[i]];
        }

        return new CategoryColumn(picked, Texts);
    }

    /// <inheritdoc />
    public override void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartArray();
        foreach (int code in Codes)
        {
            writer.WriteStringValue(code == Gap ? null : Texts[code]);
        }

        writer.WriteEndArray();
    }

    private static int CodeOf(string category, Dictionary<string, int> codeOf, List<string> texts)
    {
        if (!codeOf.TryGetValue(category, out int code))
        {
            code = texts.Count;
            codeOf.Add(category, code);
            texts.Add(category);
        }

        return code;
    }
}

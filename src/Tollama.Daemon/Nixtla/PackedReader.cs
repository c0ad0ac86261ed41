using System.Globalization;
using System.Text;
using System.Text.Json;
using Tollama.Core.Errors;
using Tollama.Core.Json;
using Tollama.Core.Requests;
using Tollama.Core.Series;

namespace Tollama.Daemon.Nixtla;

/// <summary>Reads the object <c>series</c>: flat arrays of up to millions of numbers, which are looked through once and kept as text.</summary>
/// <param name="limits">How large it may be.</param>
/// <param name="faults">Is told of all faults.</param>
/// <param name="aborted">Fires when nobody waits for the request any more.</param>
internal sealed class PackedReader(RequestLimits limits, FaultList faults, CancellationToken aborted)
{
    /// <summary>The field.</summary>
    internal const string Name = "series";

    // What Nixtla's clients write for infinity: the largest number of 32 bits.
    private const double Infinity = 3.4028234e38;

    // A look at the token for so many values costs nothing.
    private const int ValuesBetweenLooks = 1 << 16;

    private const string NotFinite = "an infinity, which Nixtla's client sends as ±3.4028235e38, and a number too large for a 64-bit float cannot be forecast; send null where a value is missing";

    private long _values;

    /// <summary>Reads the object that the reader stands on.</summary>
    /// <param name="reader">The reader; it starts anew behind each array of numbers.</param>
    /// <param name="text">The text that the reader reads, from the place where it started.</param>
    internal PackedSeries Read(ref Utf8JsonReader reader, ref ReadOnlyMemory<byte> text)
    {
        PackedSeries series = new();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            faults.Add("type", [Name], "series must be an object with y and sizes", TextOf(ref reader));
            reader.Skip();
            return series;
        }

        HashSet<string> seen = new(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string field = reader.GetString()!;
            if (!seen.Add(field))
            {
                faults.Add("duplicate", [Name, field], $"'{Name}.{Excerpt.Of(field)}' is there twice; send it once");
            }

            JsonReaderState before = reader.CurrentState;
            reader.Read();
            series = field switch
            {
                "y" => series with { Y = ReadY(ref reader, ref text, before) },
                "sizes" => series with { Sizes = ReadWholes(ref reader, field, 1, limits.MaxSeries) ?? [] },
                "X" => series with { X = ReadRows(ref reader, ref text, field) },
                "X_future" => series with { XFuture = ReadRows(ref reader, ref text, field) },
                "categorical_exog" => series with { Categorical = (ReadWholes(ref reader, field, 0, limits.MaxCovariates) ?? []).ToHashSet() },
                "start_datetime" => series with { Starts = ReadStarts(ref reader) },
                _ => Skip(ref reader, series),
            };
        }

        foreach (string field in (string[])["y", "sizes"])
        {
            if (!seen.Contains(field))
            {
                faults.Add("missing", [Name, field], $"series.{field} is required: {(field == "y" ? "the values of all series, one behind the other" : "how many values each series has")}");
            }
        }

        return series;
    }

    /// <summary>Reads an array of whole numbers; <see langword="null"/> for null, and for what is none.</summary>
    /// <param name="reader">Stands on it.</param>
    /// <param name="loc">Where it is.</param>
    /// <param name="least">The least that a number may be.</param>
    /// <param name="most">The most numbers that are kept.</param>
    /// <param name="faults">Is told of faults.</param>
    internal static List<int>? ReadWholes(ref Utf8JsonReader reader, string[] loc, int least, int most, FaultList faults)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            faults.Add("type", loc, $"{string.Join('.', loc)} must be an array of whole numbers", TextOf(ref reader));
            reader.Skip();
            return null;
        }

        List<int> wholes = [];
        int count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            string[] at = [.. loc, count.ToString(CultureInfo.InvariantCulture)];
            if (!JsonNumber.TryReadWhole(ref reader, out long whole))
            {
                faults.Add("type", at, $"{loc[^1]} must hold whole numbers", TextOf(ref reader));
                reader.Skip();
            }
            else if (whole < least || whole > int.MaxValue)
            {
                faults.Add("range", at, $"{loc[^1]} must hold numbers of at least {least}", TextOf(ref reader));
            }
            else if (wholes.Count <= most)
            {
                wholes.Add((int)whole);
            }

            count++;
        }

        if (count > most)
        {
            faults.Add("limit", loc, $"{string.Join('.', loc)} has {count} numbers; the limit is {most}{(loc[^1] == "sizes" ? " (TOLLAMA_MAX_SERIES): send num_partitions=" : "")}");
        }

        return wholes;
    }

    /// <summary>What the reader stands on, for messages.</summary>
    internal static string TextOf(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        _ => Encoding.UTF8.GetString(reader.ValueSpan[..Math.Min(reader.ValueSpan.Length, 100)]),
    };

    private static PackedSeries Skip(ref Utf8JsonReader reader, PackedSeries series)
    {
        reader.Skip();
        return series;
    }

    private List<int>? ReadWholes(ref Utf8JsonReader reader, string field, int least, int most) => ReadWholes(ref reader, [Name, field], least, most, faults);

    private PackedNumbers ReadY(ref Utf8JsonReader reader, ref ReadOnlyMemory<byte> text, JsonReaderState before)
    {
        string[] loc = [Name, "y"];
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            faults.Add("type", loc, "series.y must be an array of numbers, null where one is missing", TextOf(ref reader));
            reader.Skip();
            return PackedNumbers.None;
        }

        PackedNumbers? numbers = TryReadNumbers(ref reader, ref text, before, loc);
        if (numbers is null)
        {
            ReportTexts(ref reader, loc);
        }
        else if (numbers.Length > limits.MaxPoints)
        {
            faults.Add("limit", loc, $"{numbers.Length} values; the limit is {limits.MaxPoints} (five times TOLLAMA_MAX_POINTS): send num_partitions=");
        }

        return numbers ?? PackedNumbers.None;
    }

    // Numbers and nulls alone, as in nearly all arrays; null, with the reader where it was, if there is anything else.
    private PackedNumbers? TryReadNumbers(ref Utf8JsonReader reader, ref ReadOnlyMemory<byte> text, JsonReaderState before, string[] loc)
    {
        int start = (int)reader.TokenStartIndex;
        NumberArrayReader numbers = new(text.Span[start..]);
        int length = 0;
        int missing = 0;
        while (numbers.MoveNext())
        {
            if (double.IsNaN(numbers.Value))
            {
                missing++;
            }
            else if (Math.Abs(numbers.Value) >= Infinity)
            {
                faults.Add("range", [.. loc, length.ToString(CultureInfo.InvariantCulture)], NotFinite);
            }

            if ((++length & (ValuesBetweenLooks - 1)) == 0)
            {
                aborted.ThrowIfCancellationRequested();
            }
        }

        if (!numbers.IsComplete)
        {
            return null;
        }

        PackedNumbers found = new(text.Slice(start, numbers.Consumed), length, missing);
        text = text[(start + numbers.Consumed)..];
        reader = NumberArrayReader.Resume(text.Span, before);
        return found;
    }

    private void ReportTexts(ref Utf8JsonReader reader, string[] loc)
    {
        for (int place = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; place++)
        {
            if (reader.TokenType is not (JsonTokenType.Number or JsonTokenType.Null))
            {
                faults.Add("type", [.. loc, place.ToString(CultureInfo.InvariantCulture)], "a value must be a number, or null where one is missing", TextOf(ref reader));
                reader.Skip();
            }
        }
    }

    private List<PackedRow> ReadRows(ref Utf8JsonReader reader, ref ReadOnlyMemory<byte> text, string field)
    {
        List<PackedRow> rows = [];
        if (reader.TokenType == JsonTokenType.Null)
        {
            return rows;
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            faults.Add("type", [Name, field], $"series.{field} must be an array with an array for each feature", TextOf(ref reader));
            reader.Skip();
            return rows;
        }

        int count = 0;

        // Behind each row the array is as it is behind its first one.
        JsonReaderState before = reader.CurrentState;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            aborted.ThrowIfCancellationRequested();
            string[] loc = [Name, field, count.ToString(CultureInfo.InvariantCulture)];
            if (reader.TokenType != JsonTokenType.StartArray)
            {
                faults.Add("type", loc, $"a row of {field} must be an array", TextOf(ref reader));
                reader.Skip();
            }
            else if (++count <= limits.MaxCovariates && _values <= limits.MaxCovariateValues)
            {
                rows.Add(ReadRow(ref reader, ref text, before, loc));
                _values += rows[^1].Length;
            }
            else
            {
                reader.Skip();
            }
        }

        CheckSize(field, count);
        return rows;
    }

    private PackedRow ReadRow(ref Utf8JsonReader reader, ref ReadOnlyMemory<byte> text, JsonReaderState before, string[] loc) =>
        TryReadNumbers(ref reader, ref text, before, loc) is { } numbers ? new PackedRow(numbers) : new PackedRow(ReadCategories(ref reader, loc));

    private CategoryColumn ReadCategories(ref Utf8JsonReader reader, string[] loc)
    {
        Dictionary<string, int> codeOf = new(StringComparer.Ordinal);
        List<string> texts = [];
        List<int> codes = [];
        bool hasNumbers = false;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if ((codes.Count & (ValuesBetweenLooks - 1)) == 0)
            {
                aborted.ThrowIfCancellationRequested();
            }

            hasNumbers |= reader.TokenType == JsonTokenType.Number;
            string? category = reader.TokenType switch
            {
                JsonTokenType.String => reader.GetString(),
                JsonTokenType.True or JsonTokenType.False or JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
                JsonTokenType.Null => null,
                _ => Refuse(ref reader, loc, codes.Count),
            };
            if (category?.Length > limits.MaxNameLength)
            {
                faults.Add("limit", [.. loc, codes.Count.ToString(CultureInfo.InvariantCulture)], $"a category is longer than {limits.MaxNameLength} characters");
                category = null;
            }

            codes.Add(category is null ? Column.Gap : CodeOf(category, codeOf, texts));
        }

        if (hasNumbers)
        {
            faults.Add("type", loc, "the row mixes numbers and texts (or truth values); send one kind");
        }

        return CategoryColumn.Of([.. codes], texts);
    }

    private string? Refuse(ref Utf8JsonReader reader, string[] loc, int place)
    {
        faults.Add("type", [.. loc, place.ToString(CultureInfo.InvariantCulture)], "a value of a feature must be a number, a text, true, false or null", TextOf(ref reader));
        reader.Skip();
        return null;
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

    private void CheckSize(string field, int rows)
    {
        if (rows > limits.MaxCovariates)
        {
            faults.Add("limit", [Name, field], $"{rows} features; the limit is {limits.MaxCovariates}");
        }

        if (_values > limits.MaxCovariateValues)
        {
            faults.Add("limit", [Name, field], $"more than {limits.MaxCovariateValues} values of features; the limit is five times TOLLAMA_MAX_POINTS");
        }
    }

    private List<string?>? ReadStarts(ref Utf8JsonReader reader)
    {
        string[] loc = [Name, "start_datetime"];
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            faults.Add("type", loc, "series.start_datetime must be an array with a text for each series", TextOf(ref reader));
            reader.Skip();
            return null;
        }

        List<string?> starts = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Null))
            {
                faults.Add("type", [.. loc, starts.Count.ToString(CultureInfo.InvariantCulture)], "a start must be a text, e.g. 2020-01-01 or 2025-01-01T05:00", TextOf(ref reader));
                reader.Skip();
            }

            starts.Add(reader.TokenType == JsonTokenType.String && starts.Count <= limits.MaxSeries ? reader.GetString() : null);
        }

        return starts;
    }
}

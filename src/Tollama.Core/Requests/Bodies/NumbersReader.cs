using System.Globalization;
using System.Text.Json;
using Tollama.Core.Errors;
using Tollama.Core.Json;
using Tollama.Core.Requests.Fields;
using Tollama.Core.Series;

namespace Tollama.Core.Requests.Bodies;

/// <summary>Reads a target: finite numbers, and null for a missing one.</summary>
internal static class NumbersReader
{
    private const int InitialLength = 256;

    /// <summary>Reads the array that follows the property name the reader stands on.</summary>
    public static NumberColumn Read(ref Utf8JsonReader reader, ref ReadOnlyMemory<byte> text, string[] loc, ReadingRules rules, FaultList faults)
    {
        JsonReaderState before = reader.CurrentState;
        reader.Read();
        return TryReadPlain(ref reader, ref text, before, rules) ?? ReadTokens(ref reader, text, loc, rules, faults);
    }

    /// <summary>Reads an array that has nothing but finite numbers and nulls, as nearly all have.</summary>
    private static NumberColumn? TryReadPlain(ref Utf8JsonReader reader, ref ReadOnlyMemory<byte> text, JsonReaderState before, ReadingRules rules)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return null;
        }

        int start = (int)reader.TokenStartIndex;
        NumberArrayReader numbers = new(text.Span[start..]);
        double[]? values = rules.ReadsNumbers ? new double[InitialLength] : null;
        int length = 0;
        int missing = 0;
        while (numbers.MoveNext())
        {
            if (values is not null)
            {
                if (length == values.Length)
                {
                    Array.Resize(ref values, 2 * length);
                }

                values[length] = numbers.Value;
            }

            rules.ThrowIfAborted(++length);
            missing += double.IsNaN(numbers.Value) ? 1 : 0;
            if (double.IsInfinity(numbers.Value))
            {
                return null;
            }
        }

        if (!numbers.IsComplete || length == 0)
        {
            return null;
        }

        Array.Resize(ref values, values is null ? 0 : length);
        NumberColumn column = NumberColumn.OfJson(text.Slice(start, numbers.Consumed), length, missing, rules.ReadsNumbers ? values : null);
        text = text[(start + numbers.Consumed)..];
        reader = NumberArrayReader.Resume(text.Span, before);
        return column;
    }

    private static NumberColumn ReadTokens(ref Utf8JsonReader reader, ReadOnlyMemory<byte> text, string[] loc, ReadingRules rules, FaultList faults)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            faults.Add("type", loc, "target must be an array of numbers, null where one is missing", FieldReader.TokenText(ref reader));
            reader.Skip();
            return NumberColumn.Empty;
        }

        int start = (int)reader.TokenStartIndex;
        List<double> values = [];
        int length = 0;
        int missing = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            double value = ReadValue(ref reader, loc, length, faults);
            rules.ThrowIfAborted(++length);
            missing += double.IsNaN(value) ? 1 : 0;
            if (length <= rules.Limits.MaxPoints)
            {
                values.Add(value);
            }
        }

        if (length == 0 && rules.RefusesUnknown)
        {
            faults.Add("length", loc, "target is empty; send at least one value");
        }

        return NumberColumn.OfJson(text[start..(int)reader.BytesConsumed], length, missing, [.. values]);
    }

    private static double ReadValue(ref Utf8JsonReader reader, string[] loc, int place, FaultList faults)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return double.NaN;
        }

        string[] at = [.. loc, place.ToString(CultureInfo.InvariantCulture)];
        if (reader.TokenType != JsonTokenType.Number)
        {
            string sent = FieldReader.TokenText(ref reader);
            faults.Add("type", at, $"{(loc[^1] == "target" ? "a target value" : $"a value of {loc[^1]}")} must be a number, or null where one is missing; not {sent}", sent);
            reader.Skip();
            return double.NaN;
        }

        double value = JsonNumber.ReadDouble(ref reader);
        if (!double.IsFinite(value))
        {
            faults.Add("range", at, "Infinity, or a number too large for a 64-bit float, cannot be forecast; send null where a value is missing", FieldReader.TokenText(ref reader));
        }

        return value;
    }
}

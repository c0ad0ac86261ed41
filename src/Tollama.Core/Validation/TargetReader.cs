using System.Globalization;
using System.Text.Json;
using Tollama.Core.Json;

namespace Tollama.Core.Validation;

/// <summary>Checks a target array: finite numbers, and null for a missing one.</summary>
internal static class TargetReader
{
    /// <summary>Reads the target that follows the property name the reader stands on.</summary>
    internal static void Read(ref Utf8JsonReader reader, ref ReadOnlyMemory<byte> body, ParsedSeries series, string[] loc, FaultList faults)
    {
        JsonReaderState before = reader.CurrentState;
        reader.Read();
        if (!TryReadPlain(ref reader, ref body, before, series))
        {
            ReadTokens(ref reader, body, series, loc, faults);
        }
    }

    /// <summary>Reads an array that has nothing but finite numbers and nulls, as nearly all have.</summary>
    private static bool TryReadPlain(ref Utf8JsonReader reader, ref ReadOnlyMemory<byte> body, JsonReaderState before, ParsedSeries series)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return false;
        }

        int start = (int)reader.TokenStartIndex;
        NumberArrayReader numbers = new(body.Span[start..]);
        int length = 0;
        int missing = 0;
        while (numbers.MoveNext())
        {
            length++;
            missing += double.IsNaN(numbers.Value) ? 1 : 0;
            if (double.IsInfinity(numbers.Value))
            {
                return false;
            }
        }

        if (!numbers.IsComplete || length == 0)
        {
            return false;
        }

        series.Target = body.Slice(start, numbers.Consumed);
        series.Length = length;
        series.MissingCount = missing;
        body = body[(start + numbers.Consumed)..];
        reader = NumberArrayReader.Resume(body.Span, before);
        return true;
    }

    private static void ReadTokens(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body, ParsedSeries series, string[] loc, FaultList faults)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            faults.Add("type", loc, "target must be an array of numbers, null where one is missing", FieldReader.TokenText(ref reader));
            reader.Skip();
            return;
        }

        int start = (int)reader.TokenStartIndex;
        int length = 0;
        int missing = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.Null)
            {
                missing++;
            }
            else if (reader.TokenType != JsonTokenType.Number)
            {
                string sent = FieldReader.TokenText(ref reader);
                faults.Add("type", [.. loc, At(length)], $"a target value must be a number, or null where one is missing; not {sent}", sent);
                reader.Skip();
            }
            else if (!double.IsFinite(JsonNumber.ReadDouble(ref reader)))
            {
                faults.Add("range", [.. loc, At(length)], "the number is too large for a 64-bit float", FieldReader.TokenText(ref reader));
            }

            length++;
        }

        if (length == 0)
        {
            faults.Add("length", loc, "target is empty; send at least one value");
        }

        series.Target = body[start..(int)reader.BytesConsumed];
        series.Length = length;
        series.MissingCount = missing;
    }

    private static string At(int position) => position.ToString(CultureInfo.InvariantCulture);
}

using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Tollama.Core.Errors;
using Tollama.Core.Frequencies;
using Tollama.Core.Requests.Fields;

namespace Tollama.Core.Requests.Bodies;

/// <summary>Reads time stamps: ISO 8601 texts or whole numbers.</summary>
internal static class TimestampsReader
{
    private const int FirstRent = 512;

    public static Timestamp[]? Read(ref Utf8JsonReader reader, string[] loc, ReadingRules rules, FaultList faults)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            faults.Add("type", loc, "timestamps must be an array of texts, e.g. [\"2025-01-01\", \"2025-01-02\"]", FieldReader.TokenText(ref reader));
            reader.Skip();
            return null;
        }

        // A rented array collects them: as many large arrays as a list leaves behind would keep the garbage collector busy.
        Timestamp[] rented = ArrayPool<Timestamp>.Shared.Rent(FirstRent);
        int count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            rules.ThrowIfAborted(++count);
            if (count > rules.Limits.MaxPoints)
            {
                reader.Skip();
                continue;
            }

            if (count > rented.Length)
            {
                Timestamp[] larger = ArrayPool<Timestamp>.Shared.Rent(rented.Length * 2);
                rented.CopyTo(larger, 0);
                ArrayPool<Timestamp>.Shared.Return(rented);
                rented = larger;
            }

            rented[count - 1] = ReadOne(ref reader, loc, count - 1, faults);
        }

        Timestamp[] stamps = count > rules.Limits.MaxPoints ? [] : rented.AsSpan(0, count).ToArray();
        ArrayPool<Timestamp>.Shared.Return(rented);
        if (count > rules.Limits.MaxPoints)
        {
            faults.Add("limit", loc, $"{count} timestamps; the limit is {rules.Limits.MaxPoints} (TOLLAMA_MAX_POINTS)");
        }

        return stamps;
    }

    /// <summary>Reads the time stamp that the reader stands on.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="loc">Where it is.</param>
    /// <param name="position">Its place in an array; <see langword="null"/> if it stands alone.</param>
    /// <param name="faults">Is told what is no time stamp.</param>
    public static Timestamp ReadOne(ref Utf8JsonReader reader, string[] loc, int? position, FaultList faults)
    {
        Timestamp stamp = default;
        bool isStamp = reader.TokenType switch
        {
            JsonTokenType.String when !reader.ValueIsEscaped => Timestamp.TryParse(reader.ValueSpan, out stamp),
            JsonTokenType.String => Timestamp.TryParse(reader.GetString().AsSpan(), out stamp),
            JsonTokenType.Number => Timestamp.TryParse(reader.ValueSpan, out stamp),
            _ => false,
        };
        if (!isStamp)
        {
            string sent = FieldReader.TokenText(ref reader);
            faults.Add(
                "value",
                position is { } place ? [.. loc, place.ToString(CultureInfo.InvariantCulture)] : loc,
                $"{sent} is not a date or time; send ISO 8601, e.g. 2025-01-31, 2025-01-31T14:00:00, 2025-01-31T14:00:00+01:00, or whole numbers",
                sent);
            reader.Skip();
        }

        return stamp;
    }
}

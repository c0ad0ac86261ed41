using System.Globalization;
using System.Text;
using System.Text.Json;
using Tollama.Core.Configuration;

namespace Tollama.Core.Validation;

/// <summary>Reads one field strictly: <c>"2"</c> is no number, <c>1</c> is no flag. A wrong type is a fault and the value's default.</summary>
internal readonly ref struct FieldReader(FaultList faults, string field)
{
    internal string? Text(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.GetString();
        }

        return Refuse<string?>(ref reader, "a text", null);
    }

    internal bool Flag(ref Utf8JsonReader reader, bool fallback) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.Null => fallback,
        _ => Refuse(ref reader, "true or false", fallback),
    };

    internal long Integer(ref Utf8JsonReader reader, long min, long max)
    {
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out long value))
        {
            return Refuse(ref reader, "a whole number", Math.Max(min, 0));
        }

        if (value >= min && value <= max)
        {
            return value;
        }

        faults.Add("range", [field], string.Create(CultureInfo.InvariantCulture, $"{field} must be from {min} to {max}"), TokenText(ref reader));
        return Math.Max(min, 0);
    }

    internal TimeSpan? Duration(ref Utf8JsonReader reader, bool allowInfinite)
    {
        TimeSpan duration = default;
        bool read = reader.TokenType switch
        {
            JsonTokenType.Null => true,
            JsonTokenType.Number => reader.TryGetDouble(out double seconds) && DurationText.TryFromSeconds(seconds, out duration),
            JsonTokenType.String => DurationText.TryParse(reader.GetString(), out duration),
            _ => false,
        };
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (!read)
        {
            return Refuse<TimeSpan?>(ref reader, DurationText.Grammar, null);
        }

        if (!allowInfinite && duration <= TimeSpan.Zero)
        {
            faults.Add("range", [field], $"{field} must be longer than 0", TokenText(ref reader));
            return null;
        }

        return duration;
    }

    internal int Choice(ref Utf8JsonReader reader, params ReadOnlySpan<string> choices)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return 0;
        }

        if (reader.TokenType == JsonTokenType.String)
        {
            int index = choices.IndexOf(reader.GetString()!);
            if (index >= 0)
            {
                return index;
            }
        }

        return Refuse(ref reader, string.Join(" or ", choices!), 0);
    }

    /// <summary>The value that the reader stands on, with all that is in it, as a slice of the body.</summary>
    internal static ReadOnlyMemory<byte> Slice(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body)
    {
        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        return body[start..(int)reader.BytesConsumed];
    }

    /// <summary>The token as it was sent, for a message.</summary>
    internal static string TokenText(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => "{…}",
        JsonTokenType.StartArray => "[…]",
        JsonTokenType.String => $"\"{Encoding.UTF8.GetString(reader.ValueSpan)}\"",
        _ => Encoding.UTF8.GetString(reader.ValueSpan),
    };

    private T Refuse<T>(ref Utf8JsonReader reader, string expected, T fallback)
    {
        string sent = TokenText(ref reader);
        faults.Add("type", [field], $"{field} must be {expected}, not {sent}", sent);
        reader.Skip();
        return fallback;
    }
}

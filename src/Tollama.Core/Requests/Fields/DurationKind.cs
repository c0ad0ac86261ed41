using System.Globalization;
using System.Text.Json;
using Tollama.Core.Configuration;

namespace Tollama.Core.Requests.Fields;

/// <summary>A time: a number of seconds or a text such as <c>5m</c>.</summary>
/// <param name="allowsAny">Whether zero and "without end" are times as well; else it is a time that a timer waits, at most <see cref="DurationText.LongestWait"/>.</param>
internal sealed class DurationKind(bool allowsAny) : FieldKind<TimeSpan>
{
    private const string WithoutEnd = "-1";

    public override bool TryRead(ref Utf8JsonReader reader, FieldReader fields, out TimeSpan value)
    {
        value = default;
        bool isNegative = false;
        bool read = reader.TokenType switch
        {
            JsonTokenType.Number => TryReadNumber(ref reader, out value, out isNegative),
            JsonTokenType.String => TryReadText(reader.GetString()!, out value, out isNegative),
            _ => false,
        };
        if (!read)
        {
            return fields.Refuse(ref reader, DurationText.Grammar);
        }

        if (allowsAny)
        {
            return true;
        }

        if (isNegative || value == TimeSpan.Zero)
        {
            return fields.Fault(ref reader, "range", $"{fields.Name} must be longer than 0");
        }

        value = DurationText.AsWait(value);
        return true;
    }

    public override void Write(Utf8JsonWriter writer, TimeSpan value) => writer.WriteRawValue(TextOf(value));

    public override string TextOf(TimeSpan value) =>
        value == Timeout.InfiniteTimeSpan ? WithoutEnd : value.TotalSeconds.ToString("R", CultureInfo.InvariantCulture);

    public override string JsonOf(string text) => FieldReader.Quote(text);

    private static bool TryReadNumber(ref Utf8JsonReader reader, out TimeSpan value, out bool isNegative)
    {
        value = default;
        bool read = reader.TryGetDouble(out double seconds) && DurationText.TryFromSeconds(seconds, out value);
        isNegative = seconds < 0;
        return read;
    }

    private static bool TryReadText(string text, out TimeSpan value, out bool isNegative)
    {
        isNegative = text.AsSpan().TrimStart().StartsWith('-');
        return DurationText.TryParse(text, out value);
    }
}

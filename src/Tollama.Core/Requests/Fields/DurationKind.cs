using System.Globalization;
using System.Text.Json;
using Tollama.Core.Configuration;

namespace Tollama.Core.Requests.Fields;

/// <summary>A time: a number of seconds or a text such as <c>5m</c>.</summary>
/// <param name="allowsAny">Whether zero and "without end" are times as well.</param>
internal sealed class DurationKind(bool allowsAny) : FieldKind<TimeSpan>
{
    private const string WithoutEnd = "-1";

    public override bool TryRead(ref Utf8JsonReader reader, FieldReader fields, out TimeSpan value)
    {
        value = default;
        bool read = reader.TokenType switch
        {
            JsonTokenType.Number => reader.TryGetDouble(out double seconds) && DurationText.TryFromSeconds(seconds, out value),
            JsonTokenType.String => DurationText.TryParse(reader.GetString(), out value),
            _ => false,
        };
        return read
            ? allowsAny || value > TimeSpan.Zero || fields.Fault(ref reader, "range", $"{fields.Name} must be longer than 0")
            : fields.Refuse(ref reader, DurationText.Grammar);
    }

    public override void Write(Utf8JsonWriter writer, TimeSpan value) => writer.WriteRawValue(TextOf(value));

    public override string TextOf(TimeSpan value) =>
        value == Timeout.InfiniteTimeSpan ? WithoutEnd : value.TotalSeconds.ToString("R", CultureInfo.InvariantCulture);

    public override string JsonOf(string text) => FieldReader.Quote(text);
}

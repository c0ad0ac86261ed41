using System.Globalization;
using System.Text.Json;

namespace Tollama.Core.Requests.Fields;

/// <summary>A finite number.</summary>
internal sealed class NumberKind : FieldKind<double>
{
    public override bool TryRead(ref Utf8JsonReader reader, FieldReader fields, out double value)
    {
        value = 0;
        return (reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out value) && double.IsFinite(value)) || fields.Refuse(ref reader, "a number");
    }

    public override void Write(Utf8JsonWriter writer, double value) => writer.WriteNumberValue(value);

    public override string TextOf(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    public override string JsonOf(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? TextOf(number) : FieldReader.Quote(text);
}

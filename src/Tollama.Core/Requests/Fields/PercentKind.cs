using System.Globalization;
using System.Text.Json;

namespace Tollama.Core.Requests.Fields;

/// <summary>A percentage: greater than 0 and less than 100.</summary>
internal sealed class PercentKind : FieldKind<double>
{
    public override bool TryRead(ref Utf8JsonReader reader, FieldReader fields, out double value)
    {
        value = 0;
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetDouble(out value))
        {
            return fields.Refuse(ref reader, "a number between 0 and 100");
        }

        return value is > 0 and < 100 || fields.Fault(ref reader, "range", $"{fields.Name} must be greater than 0 and less than 100: 99 for an interval that holds 99 of 100 values");
    }

    public override void Write(Utf8JsonWriter writer, double value) => writer.WriteNumberValue(value);

    public override string TextOf(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    public override string JsonOf(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? TextOf(number) : FieldReader.Quote(text);
}

using System.Globalization;
using System.Text.Json;
using Tollama.Core.Json;

namespace Tollama.Core.Requests.Fields;

/// <summary>A whole number in a range.</summary>
/// <param name="min">The least.</param>
/// <param name="max">The largest that the limits allow.</param>
internal sealed class WholeKind(long min, Func<RequestLimits, long> max) : FieldKind<long>
{
    public override bool TryRead(ref Utf8JsonReader reader, FieldReader fields, out long value)
    {
        if (!JsonNumber.TryReadWhole(ref reader, out value))
        {
            return fields.Refuse(ref reader, "a whole number");
        }

        long most = max(fields.Limits);
        return (value >= min && value <= most)
            || fields.Fault(ref reader, "range", string.Create(CultureInfo.InvariantCulture, $"{fields.Name} must be from {min} to {most}"));
    }

    public override void Write(Utf8JsonWriter writer, long value) => writer.WriteNumberValue(value);

    public override string TextOf(long value) => value.ToString(CultureInfo.InvariantCulture);

    public override string JsonOf(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole)
        || (double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number)
            && JsonNumber.TryGetWhole(number, out whole))
            ? TextOf(whole)
            : FieldReader.Quote(text);
}

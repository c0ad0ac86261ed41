using System.Text.Json;
using Tollama.Core.Requests.Bodies;

namespace Tollama.Core.Requests.Fields;

/// <summary>A text that is not empty.</summary>
/// <param name="check">What is wrong with a text; <see langword="null"/> for nothing.</param>
internal sealed class TextKind(Func<string, string?>? check = null) : FieldKind<string>
{
    public override bool TryRead(ref Utf8JsonReader reader, FieldReader fields, out string value)
    {
        value = "";
        if (reader.TokenType != JsonTokenType.String)
        {
            return fields.Refuse(ref reader, "a text");
        }

        if (NameText.IsTooLong(ref reader, fields.Limits, out string? text))
        {
            return fields.RefuseLength(ref reader);
        }

        value = text!;
        return value.Length > 0 && (check?.Invoke(value) is not { } fault || fields.Fault(ref reader, "value", fault));
    }

    public override void Write(Utf8JsonWriter writer, string value) => writer.WriteStringValue(value);

    public override string TextOf(string value) => value;

    public override string JsonOf(string text) => FieldReader.Quote(text);
}

using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Tollama.Core.Errors;

namespace Tollama.Core.Protocol;

/// <summary>A single value: a text, a number, a truth value.</summary>
/// <param name="expected">What it has to be, as it stands in a sentence.</param>
/// <param name="fits">Whether it is that.</param>
internal sealed class ScalarShape(string expected, ScalarShape.Condition fits) : Shape
{
    /// <summary>Whether the value on which the reader stands is the right one.</summary>
    internal delegate bool Condition(ref Utf8JsonReader reader);

    internal override ShapeFault? FaultOf(ref Utf8JsonReader reader)
    {
        if (!fits(ref reader))
        {
            return new ShapeFault("", $"is {Describe(ref reader)}; it must be {expected}");
        }

        return reader.TokenType == JsonTokenType.String && !IsUnicode(ref reader) ? new ShapeFault("", "is a text that is not Unicode") : null;
    }

    /// <summary>The value on which the reader stands, as it stands in a sentence.</summary>
    internal static string Describe(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.Null => "null",
        JsonTokenType.String when IsUnicode(ref reader) => $"the text '{Excerpt.Of(reader.GetString(), 40)}'",
        JsonTokenType.String => "a text",
        _ => Excerpt.Of(Encoding.UTF8.GetString(reader.ValueSpan), 40),
    };

    private static bool IsUnicode(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
        {
            return Utf8.IsValid(reader.ValueSpan);
        }

        try
        {
            return reader.GetString() is not null;
        }
        catch (InvalidOperationException)
        {
            // Half of a character that takes two escapes.
            return false;
        }
    }
}

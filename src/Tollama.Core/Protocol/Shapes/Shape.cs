using System.Text.Json;

namespace Tollama.Core.Protocol;

/// <summary>What a value of a message has to be.</summary>
/// <remarks>
/// A message is looked at before it is read: what is wrong with it is told in a sentence that names the field, and a name that an object has twice is found,
/// of which a reader would take the last.
/// </remarks>
internal abstract class Shape
{
    /// <summary>A text.</summary>
    internal static Shape Text { get; } = new ScalarShape("a text", (ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.String);

    /// <summary>A whole number, 0 or more.</summary>
    internal static Shape Count { get; } = new ScalarShape(
        "a whole number, 0 or more",
        (ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int value) && value >= 0);

    /// <summary>As <see cref="Count"/>, and larger ones too.</summary>
    internal static Shape LongCount { get; } = new ScalarShape(
        "a whole number, 0 or more",
        (ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long value) && value >= 0);

    /// <summary>A whole number.</summary>
    internal static Shape Integer { get; } = new ScalarShape(
        "a whole number", (ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out _));

    /// <summary>As <see cref="Integer"/>, and larger ones too.</summary>
    internal static Shape Whole { get; } = new ScalarShape(
        "a whole number", (ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out _));

    /// <summary>A whole number or a text.</summary>
    internal static Shape Code { get; } = new ScalarShape(
        "a whole number or a text",
        (ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.String || (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out _)));

    /// <summary>True or false.</summary>
    internal static Shape Truth { get; } = new ScalarShape("true or false", (ref Utf8JsonReader reader) => reader.TokenType is JsonTokenType.True or JsonTokenType.False);

    /// <summary>A number, or null where there is none.</summary>
    internal static Shape Number { get; } = new ScalarShape("a number", (ref Utf8JsonReader reader) => reader.TokenType is JsonTokenType.Number or JsonTokenType.Null);

    /// <summary>A number that is there.</summary>
    internal static Shape Finite { get; } = new ScalarShape("a finite number", (ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Number);

    /// <summary>Any value in which no name stands twice.</summary>
    internal static Shape Anything { get; } = new OpenShape();

    /// <summary>Looks at a value.</summary>
    /// <param name="reader">On its first token; on its last afterwards, when there is no fault.</param>
    /// <returns>What is wrong; <see langword="null"/> for nothing.</returns>
    /// <exception cref="JsonException">It is no JSON.</exception>
    internal abstract ShapeFault? FaultOf(ref Utf8JsonReader reader);

    /// <summary>Any value in which no name stands twice.</summary>
    private sealed class OpenShape : Shape
    {
        internal override ShapeFault? FaultOf(ref Utf8JsonReader reader)
        {
            if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            {
                return null;
            }

            if (Json.DuplicateNames.Find(reader) is { } names)
            {
                return new ShapeFault("." + string.Join('.', names.Select(name => Errors.Excerpt.Of(name))), "stands twice");
            }

            reader.Skip();
            return null;
        }
    }
}

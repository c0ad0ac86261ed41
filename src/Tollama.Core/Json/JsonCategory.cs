using System.Globalization;
using System.Text.Json;

namespace Tollama.Core.Json;

/// <summary>Reads the categories of a categorical covariate: texts, and what else users write in their place.</summary>
public static class JsonCategory
{
    /// <summary>The category that <paramref name="reader"/> stands on.</summary>
    /// <param name="reader">On a value; an array or an object is left at its start.</param>
    /// <returns>A text as it is, a truth value as <c>true</c> or <c>false</c>, a number as its shortest text; <see langword="null"/> for anything else.</returns>
    public static string? Read(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        JsonTokenType.Number => JsonNumber.ReadDouble(ref reader).ToString("R", CultureInfo.InvariantCulture),
        _ => null,
    };
}

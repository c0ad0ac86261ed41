using System.Globalization;
using System.Text.Json;

namespace Tollama.Core.Errors;

/// <summary>What is wrong with a JSON text and where, in words for users.</summary>
internal static class JsonCauseText
{
    // How the platform's reader begins or goes on where it says what it found, and what that means.
    private static readonly (string Part, string Meaning)[] Meanings =
    [
        ("after a single JSON value", "something stands behind its end"),
        ("end of data", "it ends too early"),
        ("depth to be zero", "it ends too early"),
        ("does not contain any JSON tokens", "it is empty"),
        ("trailing comma", "nothing stands behind a comma"),
        ("start of a property name", "a name in double quotes must stand here"),
        ("after a property name", "a colon must stand between a name and its value"),
        ("after a value", "a comma or a closing bracket must stand here"),
        ("start of a value", "no value begins so; texts stand in double quotes"),
        ("invalid JSON literal", "without quotes there are only numbers, true, false and null"),
        ("leading zero", "no number of several digits begins with 0"),
        ("end of a number", "a number does not end here as it must"),
        ("number", "this is no number of JSON"),
        ("escapable", "a text has a backslash before a character that needs none"),
        ("within a JSON string", "a text has a character that must be escaped"),
        ("UTF", "a text is no valid Unicode"),
        ("depth", "its values are nested too deeply"),
        ("Duplicate", "it has a name twice"),
        ("required properties", "a field that must be there is missing"),
        ("could not be converted", "a value is of another kind than it must be"),
    ];

    /// <summary>Where and what: <c>line 3, byte 7: nothing stands behind a comma</c>. A message that the platform did not write comes through.</summary>
    public static string Of(JsonException fault)
    {
        if (!IsPlatforms(fault.Message))
        {
            return fault.Message.TrimEnd('.');
        }

        string meaning = Array.Find(Meanings, pair => fault.Message.Contains(pair.Part, StringComparison.Ordinal)).Meaning ?? "this is not JSON";
        return Place(fault) is { } place ? $"{place}: {meaning}" : meaning;
    }

    // It always names the place, or the type of C# that could not be made.
    private static bool IsPlatforms(string message) =>
        message.Contains(" LineNumber: ", StringComparison.Ordinal) || message.StartsWith("JSON deserialization", StringComparison.Ordinal)
        || message.StartsWith("The JSON", StringComparison.Ordinal) || message.StartsWith("The input does not", StringComparison.Ordinal)
        || message.StartsWith("Duplicate property", StringComparison.Ordinal);

    private static string? Place(JsonException fault)
    {
        if (fault.LineNumber is not { } line)
        {
            return null;
        }

        string place = string.Create(CultureInfo.InvariantCulture, $"line {line + 1}, byte {fault.BytePositionInLine ?? 0}");
        return fault.Path is { Length: > 2 } path ? $"{path[2..]} ({place})" : place;
    }
}

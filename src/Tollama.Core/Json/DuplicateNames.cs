using System.Text.Json;

namespace Tollama.Core.Json;

/// <summary>Looks for names that an object has twice: readers differ in which of the two they take, so none is taken.</summary>
public static class DuplicateNames
{
    /// <summary>Looks through a JSON value and everything in it.</summary>
    /// <param name="reader">A reader on the value, or before it; a copy, the caller's stays where it is.</param>
    /// <returns>The names that lead to the first name that is there twice, and it itself; <see langword="null"/> if there is none.</returns>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    /// <exception cref="InvalidOperationException">A name is not Unicode.</exception>
    public static IReadOnlyList<string>? Find(Utf8JsonReader reader)
    {
        List<HashSet<string>?> open = [];
        List<string> path = [];
        if (reader.TokenType == JsonTokenType.None)
        {
            reader.Read();
        }

        do
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                case JsonTokenType.StartArray:
                    open.Add(reader.TokenType == JsonTokenType.StartObject ? new HashSet<string>(StringComparer.Ordinal) : null);
                    path.Add("");
                    break;
                case JsonTokenType.EndObject:
                case JsonTokenType.EndArray:
                    open.RemoveAt(open.Count - 1);
                    path.RemoveAt(path.Count - 1);
                    break;
                case JsonTokenType.PropertyName:
                    path[^1] = reader.GetString()!;
                    if (!open[^1]!.Add(path[^1]))
                    {
                        return [.. path.Where((_, depth) => open[depth] is not null)];
                    }

                    break;
                default:
                    break;
            }
        }
        while (open.Count > 0 && reader.Read());

        return null;
    }
}

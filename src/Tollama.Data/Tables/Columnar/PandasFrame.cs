using System.Text.Json;

namespace Tollama.Data.Tables.Columnar;

/// <summary>What pandas says of the index of a data frame that it wrote.</summary>
internal static class PandasFrame
{
    private const string Unnamed = "__index_level_";

    /// <summary>The columns that hold an index without a name.</summary>
    /// <param name="metadata">What stands under <c>pandas</c> in the file; <see langword="null"/> for nothing.</param>
    public static IReadOnlySet<string> UnnamedIndex(string? metadata)
    {
        HashSet<string> found = new(StringComparer.Ordinal);
        if (metadata is null)
        {
            return found;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(metadata);
            if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("index_columns", out JsonElement index) && index.ValueKind == JsonValueKind.Array)
            {
                // A range of numbers is an object here, and no column.
                found.UnionWith(index.EnumerateArray().Where(level => level.ValueKind == JsonValueKind.String).Select(level => level.GetString()!)
                    .Where(name => name.StartsWith(Unnamed, StringComparison.Ordinal)));
            }
        }
        catch (JsonException)
        {
            // Nobody needs it.
        }

        return found;
    }
}

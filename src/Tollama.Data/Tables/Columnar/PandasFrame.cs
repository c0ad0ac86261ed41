using System.Text.Json;

namespace Tollama.Data.Tables.Columnar;

/// <summary>What pandas says of the index of a data frame that it wrote.</summary>
internal static class PandasFrame
{
    private const string Unnamed = "__index_level_";

    /// <summary>The index that is a range of numbers and has a name: it is written down only here. <see langword="null"/> where there is none.</summary>
    /// <param name="metadata">What stands under <c>pandas</c> in the file; <see langword="null"/> for nothing.</param>
    public static NamedRange? RangeOf(string? metadata)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(metadata ?? "null");
            if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("index_columns", out JsonElement index) && index.ValueKind == JsonValueKind.Array
                && index.GetArrayLength() == 1 && index[0] is { ValueKind: JsonValueKind.Object } range
                && range.TryGetProperty("name", out JsonElement name) && name.ValueKind == JsonValueKind.String
                && range.TryGetProperty("start", out JsonElement start) && start.ValueKind == JsonValueKind.Number && start.TryGetInt64(out long first)
                && range.TryGetProperty("stop", out JsonElement stop) && stop.ValueKind == JsonValueKind.Number && stop.TryGetInt64(out long last)
                && range.TryGetProperty("step", out JsonElement step) && step.ValueKind == JsonValueKind.Number && step.TryGetInt64(out long by) && by != 0)
            {
                return new NamedRange(name.GetString()!, first, last, by);
            }
        }
        catch (JsonException)
        {
            // Nobody needs it.
        }

        return null;
    }

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

using System.Text.Json;

namespace Tollama.Catalog;

/// <summary>Tells whether options make the series of a request look at each other.</summary>
public static class JoinedSeries
{
    private static readonly string[] Names = [.. OptionTable.All.Where(option => option.JoinsSeries).Select(option => option.Name).Distinct()];

    /// <summary>True if an option that joins the series of a request is anything but false.</summary>
    /// <param name="options">The options of a request or of a manifest; <see langword="null"/> for none.</param>
    public static bool IsAskedBy(JsonElement? options) =>
        options is { ValueKind: JsonValueKind.Object } given
        && given.EnumerateObject().Any(option => option.Value.ValueKind != JsonValueKind.False && Names.Contains(option.Name));
}

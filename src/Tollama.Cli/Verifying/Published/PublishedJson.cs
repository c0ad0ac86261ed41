using System.Text.Json.Nodes;

namespace Tollama.Cli.Verifying.Published;

/// <summary>Takes what is needed out of JSON that others wrote; says what is missing.</summary>
internal static class PublishedJson
{
    /// <summary>The value at a path of names.</summary>
    public static JsonNode Of(byte[] file, params ReadOnlySpan<string> path)
    {
        JsonNode node = JsonNode.Parse(file) ?? throw new FormatException("It is empty.");
        foreach (string name in path)
        {
            node = Of(node, name);
        }

        return node;
    }

    public static JsonNode Of(JsonNode parent, string name) =>
        parent is JsonObject found && found[name] is { } child ? child : throw new FormatException($"It has no '{name}'.");

    public static double[] Numbers(JsonNode parent, string name) => Numbers(Of(parent, name));

    public static double[][] Rows(JsonNode parent, string name) => [.. Array(Of(parent, name)).Select(row => Numbers(row ?? throw NoList()))];

    private static double[] Numbers(JsonNode list) => [.. Array(list).Select(value => value is JsonValue number ? number.GetValue<double>() : throw NoList())];

    private static JsonArray Array(JsonNode node) => node as JsonArray ?? throw NoList();

    private static FormatException NoList() => new("A list of numbers is missing.");
}

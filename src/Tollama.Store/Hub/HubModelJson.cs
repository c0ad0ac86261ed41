using System.Text.Json;

namespace Tollama.Store;

/// <summary>The hub's answer on a repository: <c>/api/models/{owner}/{name}/revision/{revision}</c>.</summary>
internal sealed record HubModelJson
{
    public string? Id { get; init; }

    public string? Sha { get; init; }

    /// <summary>The head of the repository's page: <c>license</c>, <c>license_name</c>, <c>license_link</c>, each a text or something else.</summary>
    public JsonElement? CardData { get; init; }

    /// <summary>The text of a key of the page's head.</summary>
    public string? Card(string key)
    {
        try
        {
            return CardData is { ValueKind: JsonValueKind.Object } card && card.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.String
                ? value.GetString()
                : null;
        }
        catch (InvalidOperationException)
        {
            return null; // Half a surrogate pair is JSON, but no text.
        }
    }
}

using System.Net.Http.Headers;
using System.Text.Json;

namespace Tollama.EndToEnd.Tests.Wire;

/// <summary>A whole answer.</summary>
public sealed record Reply(int Status, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders, string Text)
{
    public string? ContentType => ContentHeaders.ContentType?.MediaType;

    public JsonElement Json => Parse(Text);

    public IReadOnlyList<JsonElement> Lines => [.. Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse)];

    public string? Header(string name) => Headers.TryGetValues(name, out IEnumerable<string>? values) ? string.Join(',', values) : null;

    private static JsonElement Parse(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException exception)
        {
            throw new InvalidOperationException($"This is no JSON ({exception.Message}): {text}", exception);
        }
    }
}

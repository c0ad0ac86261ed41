using System.Text.Json.Nodes;

namespace Tollama.Core.Api;

/// <summary><c>POST /api/load</c>, <c>/api/unload</c>, <c>/api/generate</c>, <c>/api/chat</c>.</summary>
public sealed record LoadRequest
{
    /// <summary>The model.</summary>
    public string? Model { get; init; }

    /// <summary>The same, under its older name.</summary>
    public string? Name { get; init; }

    /// <summary>How long it stays loaded; 0 unloads it.</summary>
    public JsonNode? KeepAlive { get; init; }

    /// <summary>Not supported: a forecasting model answers no prompt.</summary>
    public JsonNode? Prompt { get; init; }

    /// <summary>Not supported: a forecasting model does not chat.</summary>
    public JsonNode? Messages { get; init; }

    /// <summary>Accepted for Ollama's clients; the answer is one line either way.</summary>
    public bool? Stream { get; init; }
}

using System.Text.Json.Nodes;

namespace Tollama.Core.Api;

/// <summary><c>POST /api/create</c>: a model made of another one or of uploaded files, with defaults of its own.</summary>
/// <remarks>What stands here wins over the same thing in <see cref="Modelfile"/>.</remarks>
public sealed record CreateRequest
{
    /// <summary>The name of the new model.</summary>
    public string? Model { get; init; }

    /// <summary>The same, under its older name; <see cref="Model"/> wins.</summary>
    public string? Name { get; init; }

    /// <summary>The installed model it is made of. Either this or <see cref="Files"/>.</summary>
    public string? From { get; init; }

    /// <summary>Uploaded files: file name to <c>sha256:…</c>, as in a Hugging Face folder (<c>config.json</c>, <c>model.safetensors</c>).</summary>
    public IReadOnlyDictionary<string, string>? Files { get; init; }

    /// <summary>Default options of its requests: <c>horizon</c>, <c>quantiles</c>, <c>freq</c>, <c>season_length</c>, <c>context_length</c>, options of its family.</summary>
    public JsonObject? Parameters { get; init; }

    /// <summary>A whole Modelfile: <c>FROM</c>, <c>PARAMETER</c>, <c>LICENSE</c>, <c>DESCRIPTION</c>.</summary>
    public string? Modelfile { get; init; }

    /// <summary>The licence's text, or a list of texts.</summary>
    public JsonNode? License { get; init; }

    /// <summary>One line for people.</summary>
    public string? Description { get; init; }

    /// <summary>Smaller weights to make of the files, as Ollama's clients ask for them: <c>q4_K_M</c>. Refused: there are none yet.</summary>
    public string? Quantize { get; init; }

    /// <summary>True to replace a model of the registry.</summary>
    public bool? Force { get; init; }

    /// <summary>True (the default) for progress lines.</summary>
    public bool? Stream { get; init; }
}

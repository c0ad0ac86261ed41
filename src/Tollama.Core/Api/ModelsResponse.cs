namespace Tollama.Core.Api;

/// <summary><c>GET /v1/models</c>: what can be pulled, what is installed, and the same in OpenAI's form.</summary>
public sealed record ModelsResponse
{
    /// <summary><c>list</c>.</summary>
    public required string Object { get; init; }

    /// <summary>The installed models in OpenAI's form.</summary>
    public required IReadOnlyList<OpenAiModel> Data { get; init; }

    /// <summary>The models that can be pulled.</summary>
    public required IReadOnlyList<RegistryModel> Available { get; init; }

    /// <summary>The installed models.</summary>
    public required IReadOnlyList<RegistryModel> Installed { get; init; }
}

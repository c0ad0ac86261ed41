namespace Tollama.Core.Api;

/// <summary>A model in the words of OpenAI's clients.</summary>
public sealed record OpenAiModel
{
    /// <summary>Its name.</summary>
    public required string Id { get; init; }

    /// <summary><c>model</c>.</summary>
    public required string Object { get; init; }

    /// <summary>When it was installed, seconds since 1970.</summary>
    public required long Created { get; init; }

    /// <summary><c>tollama</c>.</summary>
    public required string OwnedBy { get; init; }
}

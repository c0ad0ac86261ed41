namespace Tollama.Core.Api;

/// <summary>The empty message that Ollama's chat clients expect.</summary>
public sealed record LoadMessage
{
    /// <summary><c>assistant</c>.</summary>
    public string Role { get => field ?? "assistant"; init; }

    /// <summary>Empty.</summary>
    public string Content { get => field ?? ""; init; }
}

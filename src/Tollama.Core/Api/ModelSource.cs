namespace Tollama.Core.Api;

/// <summary>Where a model's files come from.</summary>
public sealed record ModelSource
{
    /// <summary><c>builtin</c>, <c>bundled</c> for a model whose files ship with the program, <c>runner</c>, <c>huggingface</c>, <c>files</c> for a model made of uploaded files, or <c>archive</c> for an imported one.</summary>
    public required string Type { get; init; }

    /// <summary>The hub repository.</summary>
    public string? RepoId { get; init; }

    /// <summary>The pinned revision: a commit once the model is installed.</summary>
    public string? Revision { get; init; }

    /// <summary>The branch or tag that <see cref="Revision"/> was found under: <c>main</c>.</summary>
    public string? Reference { get; init; }
}

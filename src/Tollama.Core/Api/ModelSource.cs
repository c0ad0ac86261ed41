namespace Tollama.Core.Api;

/// <summary>Where a model's files come from.</summary>
public sealed record ModelSource
{
    /// <summary><c>builtin</c>, <c>runner</c> or <c>huggingface</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The hub repository.</summary>
    public string? RepoId { get; init; }

    /// <summary>The pinned revision.</summary>
    public string? Revision { get; init; }
}

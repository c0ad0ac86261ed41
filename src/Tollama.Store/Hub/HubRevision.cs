namespace Tollama.Store;

/// <summary>A hub repository at one commit.</summary>
internal sealed record HubRevision
{
    /// <summary>The repository: <c>owner/name</c>.</summary>
    public required string RepoId { get; init; }

    /// <summary>What was asked for: a branch, a tag or a commit.</summary>
    public required string Reference { get; init; }

    /// <summary>The commit: 40 hexadecimal digits.</summary>
    public required string Commit { get; init; }

    /// <summary>The licence that the repository's page names; <see langword="null"/> if it names none.</summary>
    public string? License { get; init; }

    /// <summary>Where the licence's text is, if the page says it.</summary>
    public string? LicenseUrl { get; init; }
}

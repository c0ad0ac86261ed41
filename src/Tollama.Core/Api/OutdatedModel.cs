namespace Tollama.Core.Api;

/// <summary>An installed model beside what the hub has now.</summary>
public sealed record OutdatedModel
{
    /// <summary>Its name.</summary>
    public required string Model { get; init; }

    /// <summary>The hub repository.</summary>
    public required string RepoId { get; init; }

    /// <summary>The branch or tag that is followed: <c>main</c>.</summary>
    public required string Reference { get; init; }

    /// <summary>The commit that is installed.</summary>
    public required string Installed { get; init; }

    /// <summary>The commit that the hub has now; absent when it could not be asked.</summary>
    public string? Available { get; init; }

    /// <summary>The installed files that are not those that the hub has for the installed commit, by name; absent when all are.</summary>
    public IReadOnlyList<string>? Differs { get; init; }

    /// <summary>True when the commits or the files differ.</summary>
    public required bool Outdated { get; init; }

    /// <summary>Why the hub could not be asked.</summary>
    public string? Error { get; init; }
}

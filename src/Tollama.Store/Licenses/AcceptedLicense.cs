namespace Tollama.Store;

/// <summary>A licence that the user accepted for a model.</summary>
public sealed record AcceptedLicense
{
    /// <summary>The model's name in the registry.</summary>
    public required string Model { get; init; }

    /// <summary>The licence that was accepted; another licence must be accepted again.</summary>
    public required string Type { get; init; }

    /// <summary>The sha256 of the text that was accepted; <see langword="null"/> if it was not at hand. Another text must be accepted again.</summary>
    public string? Digest { get; init; }

    /// <summary>When, ISO 8601 in UTC.</summary>
    public required string AcceptedAt { get; init; }
}

namespace Tollama.Core.Api;

/// <summary>A model's licence.</summary>
public sealed record LicenseInfo
{
    /// <summary>The SPDX identifier, or the licence's own name.</summary>
    public required string Type { get; init; }

    /// <summary>True when it must be accepted before the pull.</summary>
    public bool NeedsAcceptance { get; init; }

    /// <summary>True when it was.</summary>
    public bool Accepted { get; init; }

    /// <summary>When, ISO 8601 in UTC.</summary>
    public string? AcceptedAt { get; init; }

    /// <summary>Where its text is.</summary>
    public string? Url { get; init; }

    /// <summary>The sha256 of the text that was accepted: <c>sha256:</c> and 64 hexadecimal digits.</summary>
    public string? Digest { get; init; }
}

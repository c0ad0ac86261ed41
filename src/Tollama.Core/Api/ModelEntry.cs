namespace Tollama.Core.Api;

/// <summary>An installed model in a list.</summary>
public sealed record ModelEntry
{
    /// <summary>The shortest name: without <c>:latest</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The same.</summary>
    public required string Model { get; init; }

    /// <summary>When it was installed, ISO 8601 in UTC.</summary>
    public required string ModifiedAt { get; init; }

    /// <summary>The size of its files, in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>The sha256 of its manifest, 64 hexadecimal digits.</summary>
    public required string Digest { get; init; }

    /// <summary>What it is.</summary>
    public required ModelDetails Details { get; init; }

    /// <summary>How it came to this machine.</summary>
    public ModelOrigin? Origin { get; init; }

    /// <summary>What it can do: <c>forecast</c>, <c>quantiles</c>, <c>past_covariates</c>, ….</summary>
    public IReadOnlyList<string> Capabilities { get => field ?? []; init; }
}

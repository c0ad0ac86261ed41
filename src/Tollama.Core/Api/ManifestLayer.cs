namespace Tollama.Core.Api;

/// <summary>One file of a model: a blob of the store.</summary>
public sealed record ManifestLayer
{
    /// <summary>What it is: <c>application/vnd.tollama.model.config</c>, ….</summary>
    public required string MediaType { get; init; }

    /// <summary><c>sha256:</c> and 64 hexadecimal digits.</summary>
    public required string Digest { get; init; }

    /// <summary>Its size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Its file name in the model's folder.</summary>
    public string? Name { get; init; }
}

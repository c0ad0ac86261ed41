namespace Tollama.Store;

/// <summary>What the blobs of a model are.</summary>
public static class MediaTypes
{
    /// <summary>The manifest itself.</summary>
    public const string Manifest = "application/vnd.docker.distribution.manifest.v2+json";

    /// <summary>The facts of the model.</summary>
    public const string Config = "application/vnd.tollama.model.config.v1+json";

    /// <summary>Weights in the safetensors format.</summary>
    public const string Weights = "application/vnd.tollama.model.safetensors";

    /// <summary>A network's own configuration: <c>config.json</c>.</summary>
    public const string Architecture = "application/vnd.tollama.model.architecture+json";

    /// <summary>A licence's text.</summary>
    public const string License = "application/vnd.tollama.model.license";
}

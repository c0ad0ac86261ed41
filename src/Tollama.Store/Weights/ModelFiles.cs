using Tollama.Core.Api;

namespace Tollama.Store;

/// <summary>Where an installed model's files are: blobs, by the names they have in a model's folder.</summary>
public sealed record ModelFiles
{
    /// <summary>File name to absolute path, in the manifest's order.</summary>
    public required IReadOnlyDictionary<string, string> Paths { get; init; }

    /// <summary>The path of the network's configuration; <see langword="null"/> for a model without one.</summary>
    public string? Config { get; init; }

    /// <summary>The path of the licence's text; <see langword="null"/> if there is none.</summary>
    public string? License { get; init; }

    /// <summary>The paths of the weights, in order.</summary>
    public required IReadOnlyList<string> Weights { get; init; }

    /// <summary>The files of a model.</summary>
    public static ModelFiles Of(InstalledModel model, BlobStore blobs)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(blobs);
        List<(ManifestLayer Layer, string Path)> files = [];
        foreach (ManifestLayer layer in model.Manifest.Layers)
        {
            if (BlobDigest.TryParse(layer.Digest, out BlobDigest? digest))
            {
                files.Add((layer, blobs.PathOf(digest)));
            }
        }

        Dictionary<string, string> paths = [];
        foreach ((ManifestLayer layer, string path) in files.Where(file => file.Layer.Name is not null))
        {
            paths.TryAdd(layer.Name!, path);
        }

        return new ModelFiles
        {
            Paths = paths,
            Config = files.FirstOrDefault(file => file.Layer.MediaType == MediaTypes.Architecture).Path,
            License = files.FirstOrDefault(file => file.Layer.MediaType == MediaTypes.License).Path,
            Weights = [.. files.Where(file => file.Layer.MediaType == MediaTypes.Weights).Select(file => file.Path)],
        };
    }
}

using Tollama.Core.Api;

namespace Tollama.Store;

/// <summary>Whether what is installed was compared with what a hub has.</summary>
public static class OriginDoubt
{
    /// <summary>Why it was not, as the end of a sentence: <c>it was imported from an archive</c>.</summary>
    /// <returns><see langword="null"/> for a model that this store pulled itself, or that is part of tollama.</returns>
    public static string? Of(ModelManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ModelOrigin root = Origins.Root(manifest.Origin);
        return root.How switch
        {
            Origins.Imported => "it was imported from an archive",
            "created" => "it is made of files that somebody uploaded",
            "unknown" => "how it came to this machine was not written down",
            _ when root.Unchecked == true => $"it was pulled from {root.Endpoint} without a check of its certificate",
            _ => null,
        };
    }
}

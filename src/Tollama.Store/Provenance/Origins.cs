using Tollama.Core.Api;

namespace Tollama.Store;

/// <summary>How models come to a store, as it is written into their manifests.</summary>
internal static class Origins
{
    public const string Pulled = "pulled";

    public const string Imported = "imported";

    /// <summary>The source of a model from an archive: what the archive names is a claim.</summary>
    public const string Archive = "archive";

    private const string Copied = "copied";

    private const int MaxText = 1024;

    private static readonly string[] Kinds = [Pulled, "built_in", Imported, "created", Copied, "unknown"];

    /// <summary>Of a model whose manifest says nothing of it: one that an older version installed.</summary>
    public static ModelOrigin Unknown { get; } = new() { How = "unknown" };

    public static ModelOrigin BuiltIn { get; } = new() { How = "built_in" };

    public static ModelOrigin OfFiles { get; } = new() { How = "created" };

    public static ModelOrigin OfHub(Uri endpoint, bool isUnchecked) =>
        new() { How = Pulled, Endpoint = Address(endpoint), Unchecked = isUnchecked ? true : null };

    public static ModelOrigin OfArchive(ArchiveHead head, ModelManifest config) => new()
    {
        How = Imported,
        Claims = new OriginClaims
        {
            Name = head.Name,
            Source = config.Source,
            License = config.License.Type,
            How = head.Origin is { } how && Kinds.Contains(how) ? how : null,
        },
    };

    public static ModelOrigin CreatedOf(InstalledModel parent) => new() { How = "created", Model = parent.Name.Short, Of = Root(parent.Manifest.Origin) };

    public static ModelOrigin CopyOf(InstalledModel source) => new() { How = Copied, Model = source.Name.Short, Of = Root(source.Manifest.Origin) };

    /// <summary>Where the files come from: copies of copies have the origin of the first.</summary>
    public static ModelOrigin Root(ModelOrigin? origin) => origin?.Of ?? origin ?? Unknown;

    /// <summary>True if this store fetched the model from that hub itself, in a way that can be believed.</summary>
    public static bool IsPulledFrom(ModelOrigin? origin, Uri endpoint, bool isUnchecked) =>
        origin?.How == Pulled && origin.Endpoint == Address(endpoint) && (isUnchecked || origin.Unchecked != true);

    /// <summary>Why a mark cannot be read; <see langword="null"/> if it can. Its texts are shown, so they have an end.</summary>
    public static string? FaultOf(ModelOrigin? origin)
    {
        for (ModelOrigin? current = origin; current is not null; current = current.Of)
        {
            string?[] texts =
            [
                current.Endpoint, current.Model, current.Claims?.Name, current.Claims?.License, current.Claims?.How,
                current.Claims?.Source?.Type, current.Claims?.Source?.RepoId, current.Claims?.Source?.Revision, current.Claims?.Source?.Reference,
            ];
            if (!Kinds.Contains(current.How) || current.Of?.Of is not null || texts.Any(text => text?.Length > MaxText))
            {
                return "its origin is not one that a store writes";
            }
        }

        return null;
    }

    // Without a name and a password, which are secrets of the administrator.
    private static string Address(Uri endpoint) => endpoint.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/');
}

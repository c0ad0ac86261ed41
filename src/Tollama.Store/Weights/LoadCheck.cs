using System.Collections.Concurrent;
using Tollama.Catalog;
using Tollama.Core.Api;
using Tollama.Core.Errors;

namespace Tollama.Store;

/// <summary>Looks at the files of a model before a runner loads them: what the store has must be what was installed.</summary>
/// <param name="store">Where they are.</param>
/// <param name="level">How much of them is read.</param>
public sealed class LoadCheck(ModelStore store, LoadVerification level)
{
    private readonly ConcurrentDictionary<string, (long Length, DateTime ChangedAt)> _known = new();

    /// <summary>Checks the files.</summary>
    /// <exception cref="TollamaException"><see cref="ErrorCode.StoreUnavailable"/>: one is gone, has another length, another header or other bytes, or cannot be read.</exception>
    public Task RequireAsync(InstalledModel model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        return StoreFault.GuardAsync(store.Paths.Models, async () =>
        {
            foreach (ManifestLayer layer in model.Manifest.Layers.Prepend(model.Config))
            {
                if (await FaultOfAsync(model, layer, cancellationToken).ConfigureAwait(false) is { } fault)
                {
                    RequireInstalled(model);
                    throw new TollamaException(
                        ErrorCode.StoreUnavailable,
                        $"The files of '{model.Name}' in the store are not what they were when it was installed: {fault}",
                        $"To repair it, {Repair.Of(model)}");
                }
            }

            return true;
        });
    }

    /// <summary>The files of a model that was removed or replaced a moment ago are gone, and nothing is wrong with the store.</summary>
    private void RequireInstalled(InstalledModel model)
    {
        if (store.Find(model.Name) is not { } now || now.Digest != model.Digest)
        {
            throw new TollamaException(
                ErrorCode.ModelNotFound, $"model '{model.Name.Short}' not found: it was removed or replaced while it was about to be loaded", "pull it, or try again");
        }
    }

    private async Task<string?> FaultOfAsync(InstalledModel model, ManifestLayer layer, CancellationToken cancellationToken)
    {
        if (!BlobDigest.TryParse(layer.Digest, out BlobDigest? digest))
        {
            return $"{layer.Digest} is no digest";
        }

        FileInfo file = new(store.Blobs.PathOf(digest));
        string what = $"{layer.Name ?? layer.MediaType} ({digest})";
        long? size = store.Blobs.SizeOf(digest);
        if (size != layer.Size)
        {
            return size is null ? $"{what} is missing" : $"{what} has {size} bytes instead of {layer.Size}";
        }

        (long, DateTime) state = (file.Length, file.LastWriteTimeUtc);
        bool isKnown = _known.TryGetValue(digest.Hex, out (long, DateTime) known) && known == state;
        if (level == LoadVerification.Full || (level == LoadVerification.Once && !isKnown))
        {
            if (!await store.Blobs.VerifyAsync(digest, cancellationToken).ConfigureAwait(false))
            {
                return $"the bytes of {what} have another digest";
            }

            _known[digest.Hex] = state;
        }

        return layer.MediaType == MediaTypes.Weights && Families.HasWeights(model.Manifest.Family) ? FaultOfHeader(file.FullName, what) : null;
    }

    private static string? FaultOfHeader(string path, string what)
    {
        try
        {
            WeightsFile.ReadHeader(path);
            return null;
        }
        catch (TollamaException fault)
        {
            return $"{what}: {fault.Message}";
        }
    }
}

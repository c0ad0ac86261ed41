using System.Runtime.CompilerServices;
using Tollama.Catalog;
using Tollama.Core.Api;
using Tollama.Core.Errors;

namespace Tollama.Store;

/// <summary>Reads the store's files again and compares them with what they should be: digests, sizes, weights against their configuration.</summary>
/// <param name="store">The store.</param>
public sealed class StoreVerifier(ModelStore store)
{
    /// <summary>Verifies one model, or all of them with every blob that no model names.</summary>
    /// <param name="only">The model; <see langword="null"/> for the whole store.</param>
    /// <param name="cancellationToken">Ends the work between two blobs.</param>
    /// <returns>A line before each model, and a last one with what was found.</returns>
    /// <exception cref="TollamaException"><see cref="ErrorCode.ModelNotFound"/>: <paramref name="only"/> is not installed. <see cref="ErrorCode.StoreUnavailable"/>.</exception>
    public async IAsyncEnumerable<VerifyProgress> VerifyAsync(ModelName? only, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        StoreListing listing = store.List();
        IReadOnlyList<InstalledModel> models = only is null ? [.. listing.Models.OrderBy(model => model.Name.Short, StringComparer.Ordinal)] : [store.Get(only)];
        List<string> faults = only is null ? [.. listing.Warnings] : [];
        Dictionary<BlobDigest, bool> known = [];
        long total = models.SelectMany(Blobs).DistinctBy(blob => blob.Digest).Sum(blob => blob.Size);
        long completed = 0;
        foreach (InstalledModel model in models)
        {
            yield return new VerifyProgress { Status = $"verifying {model.Name}", Origin = model.Manifest.Origin, Total = total, Completed = completed };
            foreach ((BlobDigest digest, long size, string what) in Blobs(model))
            {
                if (!known.TryGetValue(digest, out bool isRight))
                {
                    known[digest] = isRight = await store.Blobs.VerifyAsync(digest, cancellationToken).ConfigureAwait(false);
                    completed += size;
                }

                if (!isRight)
                {
                    faults.Add($"{what} of '{model.Name}' ({digest}) is damaged: its bytes have another digest; {Repair.Of(model)}");
                }
            }

            faults.AddRange(FaultsOfWeights(model, known, cancellationToken));
        }

        string[] notes = [.. models.Select(NoteOf).OfType<string>()];
        yield return new VerifyProgress
        {
            Status = faults.Count == 0 ? "success" : "damaged",
            Total = total,
            Completed = completed,
            Faults = faults,
            Notes = notes.Length > 0 ? notes : null,
            Models = models.Count,
            Blobs = known.Count,
            Done = true,
        };
    }

    private static string? NoteOf(InstalledModel model)
    {
        ModelOrigin origin = Origins.Root(model.Manifest.Origin);
        return origin.How switch
        {
            Origins.Imported => $"'{model.Name}' came from an archive: that it is {Claimed(origin.Claims)} is what the archive says, and nobody checked it",
            "created" => $"'{model.Name}' is made of files that somebody uploaded",
            "unknown" => $"how '{model.Name}' came to this machine was not written down; 'tollama pull {model.Name}' compares it with its hub",
            _ when origin.Unchecked == true => $"'{model.Name}' was pulled from {origin.Endpoint} without a check of its certificate",
            _ => null,
        };
    }

    private static string Claimed(OriginClaims? claims)
    {
        string source = claims?.Source is { RepoId: { } repository } named ? $"{repository} {named.Revision}".TrimEnd() : claims?.Source?.Type ?? "what it is called";
        return ModelNameGrammar.Printable(source);
    }

    private static IEnumerable<(BlobDigest Digest, long Size, string What)> Blobs(InstalledModel model)
    {
        foreach (ManifestLayer layer in model.Manifest.Layers.Prepend(model.Config))
        {
            if (BlobDigest.TryParse(layer.Digest, out BlobDigest? digest))
            {
                yield return (digest, layer.Size, layer.Name ?? "the config");
            }
        }
    }

    private IEnumerable<string> FaultsOfWeights(InstalledModel model, Dictionary<BlobDigest, bool> known, CancellationToken cancellationToken)
    {
        ModelFiles files = ModelFiles.Of(model, store.Blobs);
        bool isWhole = Blobs(model).All(blob => known[blob.Digest]);
        if (!isWhole || files.Config is null || !Families.HasWeights(model.Manifest.Family))
        {
            return [];
        }

        try
        {
            using Stream config = File.OpenRead(files.Config);
            WeightsCheck.Require(model.Name, ConfigFile.Recognize(config), WeightsCheck.ReadAll(files.Weights, cancellationToken));
            return [];
        }
        catch (TollamaException fault)
        {
            return [fault.Message];
        }
    }
}

using System.Formats.Tar;
using System.Runtime.CompilerServices;
using Tollama.Catalog;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Requests;

namespace Tollama.Store;

/// <summary>Installs a model from a tar file that <see cref="ModelArchive"/> wrote. Every byte is checked against its digest before the model is visible.</summary>
/// <param name="store">Where it is installed.</param>
/// <param name="limits">How large requests may be, and so the defaults of a model; the usual limits by default.</param>
public sealed class ArchiveImport(ModelStore store, RequestLimits? limits = null)
{
    private const int MaxSmallEntry = 4 << 20;

    private const int MaxFilling = 1 << 20;

    private const int ReadLength = 16 * 1024;

    /// <summary>Reads an archive and installs its model.</summary>
    /// <param name="input">The tar file, read to its end.</param>
    /// <param name="name">The name to install it under; <see langword="null"/> for the one it had.</param>
    /// <param name="force">True to replace an installed model of the registry.</param>
    /// <param name="cancellationToken">Ends the work; nothing is installed then.</param>
    /// <returns>A line for each blob, and a last one that says <c>success</c>.</returns>
    /// <exception cref="TollamaException">
    /// <see cref="ErrorCode.InvalidModelFile"/>: it is no such archive, or something in it is not what it should be.
    /// <see cref="ErrorCode.InsufficientStorage"/>, <see cref="ErrorCode.StoreUnavailable"/>: it cannot be stored.
    /// </exception>
    public async IAsyncEnumerable<PullProgress> ReadAsync(Stream input, ModelName? name, bool force, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using TarHeaderGuard guard = new(input);
        using TarReader tar = new(guard, leaveOpen: true);
        ArchiveHead head = ArchiveHead.Parse(await SmallAsync(tar, ModelArchive.HeadName, cancellationToken).ConfigureAwait(false)) is { Format: ArchiveHead.CurrentFormat } read
            ? read
            : throw Fault($"{ModelArchive.HeadName} is not one of format {ArchiveHead.CurrentFormat}", null);
        ModelName named = ModelName.TryParse(head.Name, out ModelName? given) ? given : throw Fault($"{ModelArchive.HeadName} has a name that no model can have", null);
        byte[] manifest = await SmallAsync(tar, ModelArchive.ManifestName, cancellationToken).ConfigureAwait(false);
        ModelName target = store.Names.Canonical(name ?? named);
        StoredManifest stored = ManifestOf(manifest, head) with { Origin = null };
        bool isSame = RequireName(target, head, stored, force);
        RequireRoom(stored, target);

        ArchiveSums.Require(await SmallAsync(tar, ModelArchive.SumsName, cancellationToken).ConfigureAwait(false), manifest, stored);
        Dictionary<BlobDigest, long> expected = [];
        foreach (ManifestLayer layer in stored.Blobs())
        {
            expected[BlobDigest.TryParse(layer.Digest, out BlobDigest? digest) ? digest : throw Fault("its manifest names no digest", null)] = layer.Size;
        }

        List<BlobDigest> written = [];
        bool isInstalled = false;
        try
        {
            while (await NextAsync(tar, cancellationToken).ConfigureAwait(false) is { } entry)
            {
                BlobDigest digest = BlobOf(entry, expected);
                yield return Line(target, digest, expected[digest], 0);
                bool isNew = !store.Blobs.Contains(digest);
                await StoreAsync(entry, digest, cancellationToken).ConfigureAwait(false);
                written.AddRange(isNew ? [digest] : []);
                yield return Line(target, digest, expected[digest], expected[digest]);
                expected.Remove(digest);
            }

            if (expected.Keys.FirstOrDefault(digest => !store.Blobs.Contains(digest)) is { } missing)
            {
                throw Fault($"the blob {missing} is not in it: it is cut off", null);
            }

            await RequireEndAsync(input, cancellationToken).ConfigureAwait(false);
            yield return new PullProgress { Status = "verifying weights", Model = target.Short };
            InstalledModel preview = RequireModel(stored, target, cancellationToken);
            yield return new PullProgress { Status = "writing manifest", Model = target.Short };
            stored = stored with { Origin = Origins.OfArchive(head, preview.Manifest) };
            InstalledModel installed = isSame && store.Find(target) is { } same
                ? same
                : await store.InstallAsync(target, stored.ToJson(), cancellationToken).ConfigureAwait(false);
            isInstalled = true;
            yield return Success(installed, store.WarningOf(installed));
        }
        finally
        {
            if (!isInstalled)
            {
                await store.FreeAsync(written).ConfigureAwait(false);
            }
        }
    }

    private static PullProgress Success(InstalledModel model, string? warning) => new()
    {
        Status = "success",
        Model = model.Name.Short,
        Digest = "sha256:" + model.Digest,
        Done = true,
        Manifest = model.Manifest,
        Warnings = warning is null ? null : [warning],
    };

    /// <summary>Refuses an archive behind whose end something stands: two archives in one are one too many. Programs fill the last block with zeros.</summary>
    private static async Task RequireEndAsync(Stream input, CancellationToken cancellationToken)
    {
        byte[] rest = new byte[ReadLength];
        long zeros = 0;
        while (await input.ReadAsync(rest, cancellationToken).ConfigureAwait(false) is > 0 and int read)
        {
            zeros += read;
            if (zeros > MaxFilling || rest.AsSpan(0, read).ContainsAnyExcept((byte)0))
            {
                throw Fault("something stands behind its end", null);
            }
        }
    }

    private static PullProgress Line(ModelName name, BlobDigest digest, long total, long completed) => new()
    {
        Status = $"importing {digest.Short}",
        Model = name.Short,
        Digest = digest.ToString(),
        Total = total,
        Completed = completed > 0 ? completed : null,
    };

    private static StoredManifest ManifestOf(byte[] manifest, ArchiveHead head)
    {
        StoredManifest? stored = ManifestReader.ParseStored(manifest, out string? fault);
        return BlobDigest.Of(manifest).Hex != head.Digest ? throw Fault("its manifest is not the one that was exported", null)
            : stored ?? throw Fault($"its manifest cannot be used: {fault}", null);
    }

    private static BlobDigest BlobOf(TarEntry entry, Dictionary<BlobDigest, long> expected)
    {
        string name = entry.Name.StartsWith(ModelArchive.BlobFolder, StringComparison.Ordinal) ? entry.Name[ModelArchive.BlobFolder.Length..] : "";
        return entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile
            && BlobDigest.TryParse(name, out BlobDigest? digest) && expected.TryGetValue(digest, out long size) && entry.Length == size
                ? digest
                : throw Fault($"'{ModelNameGrammar.Printable(entry.Name)}' ({entry.Length} bytes) does not belong to its manifest", null);
    }

    private static async Task<byte[]> SmallAsync(TarReader tar, string name, CancellationToken cancellationToken)
    {
        TarEntry? entry = await NextAsync(tar, cancellationToken).ConfigureAwait(false);
        if (entry?.Name != name || entry.Length > MaxSmallEntry)
        {
            throw Fault($"{name} was expected, {(entry is null ? "its end" : $"'{ModelNameGrammar.Printable(entry.Name)}'")} came", null);
        }

        using MemoryStream content = new();
        try
        {
            await (entry.DataStream ?? Stream.Null).CopyToAsync(content, cancellationToken).ConfigureAwait(false);
        }
        catch (EndOfStreamException fault)
        {
            throw Fault("it is cut off", fault);
        }

        return content.ToArray();
    }

    private static async Task<TarEntry?> NextAsync(TarReader tar, CancellationToken cancellationToken)
    {
        try
        {
            return await tar.GetNextEntryAsync(copyData: false, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (IsOfTheTar(fault))
        {
            throw Fault("it is no tar file, or it is cut off", fault);
        }
    }

    // A length that no stream can skip is an ArgumentException or an overflow of the reader, one that no array can hold an InvalidOperationException.
    private static bool IsOfTheTar(Exception fault) => fault
        is FormatException or InvalidDataException or EndOfStreamException or NotSupportedException
        or ArgumentException or OverflowException or InvalidOperationException;

    private async Task StoreAsync(TarEntry entry, BlobDigest digest, CancellationToken cancellationToken)
    {
        try
        {
            await store.Blobs.WriteAsync(entry.DataStream ?? Stream.Null, digest, cancellationToken).ConfigureAwait(false);
        }
        catch (TollamaException fault) when (fault.Code == ErrorCode.InvalidRequest)
        {
            throw Fault($"the bytes of {digest} have another digest: it was changed or damaged", fault);
        }
        catch (EndOfStreamException fault)
        {
            throw Fault("it is cut off", fault);
        }
    }

    private void RequireRoom(StoredManifest stored, ModelName name)
    {
        decimal sum = stored.Blobs().Where(layer => BlobDigest.TryParse(layer.Digest, out BlobDigest? digest) && !store.Blobs.Contains(digest)).Sum(layer => (decimal)layer.Size);
        long needed = (long)Math.Min(sum, long.MaxValue);
        long free = StoreCheck.FreeBytes(store.Paths.Models) - store.Blobs.Room.Reserve;
        if (needed > 0 && needed > free)
        {
            throw new TollamaException(
                ErrorCode.InsufficientStorage,
                $"'{name}' needs {ByteCount.Format(needed)} on the disk of '{store.Paths.Models}', and {ByteCount.Format(Math.Max(0, free))} may be used",
                "free some space ('tollama prune', 'tollama rm MODEL'), or move the store with TOLLAMA_MODELS");
        }
    }

    // What the store has already came here in a better way than by this archive.
    private bool RequireName(ModelName target, ArchiveHead head, StoredManifest stored, bool force)
    {
        InstalledModel? installed = store.Find(target);
        if (installed?.Name == target && installed.Digest == BlobDigest.Of(stored.Content()).Hex)
        {
            return true;
        }

        store.Names.RequireNotReplaced(target, installed, $"'{ModelNameGrammar.Printable(head.Name)}' of the archive", force);
        return false;
    }

    /// <summary>The model, read as it will be when it is installed: what could not be read back is not installed.</summary>
    private InstalledModel RequireModel(StoredManifest stored, ModelName name, CancellationToken cancellationToken)
    {
        InstalledModel model = store.Preview(name, stored);
        RequireServed(model.Manifest);
        RequireFit(stored, name, model.Manifest.Family, cancellationToken);
        RequireDefaults(name, model.Manifest);
        return model;
    }

    /// <summary>A model of which nothing here could make a forecast is not installed.</summary>
    private void RequireServed(ModelManifest manifest)
    {
        if (store.Registry is not { } registry)
        {
            return;
        }

        if (Families.Find(manifest.Family) is null && !registry.Cards.Any(card => card.Family == manifest.Family))
        {
            throw Fault($"no runner here serves its family '{Excerpt.Of(manifest.Family)}'; install that runner first");
        }

        if (Families.Find(manifest.Family) is not null && !Families.HasWeights(manifest.Family) && registry.Find(manifest.Family, manifest.Variant) is null)
        {
            throw Fault($"the family '{manifest.Family}' has no model '{Excerpt.Of(manifest.Variant ?? "")}'");
        }
    }

    private void RequireDefaults(ModelName name, ModelManifest manifest)
    {
        try
        {
            new DefaultsCheck(store.Registry, limits ?? new RequestLimits()).Require(name, manifest);
        }
        catch (TollamaException fault) when (fault.Code == ErrorCode.InvalidRequest)
        {
            throw Fault($"no forecast could be made with its defaults: {fault.Message}", fault);
        }
    }

    private void RequireFit(StoredManifest stored, ModelName name, string family, CancellationToken cancellationToken)
    {
        BlobDigest? config = BlobsOf(stored, MediaTypes.Architecture).FirstOrDefault();
        string[] weights = [.. BlobsOf(stored, MediaTypes.Weights).Select(store.Blobs.PathOf)];
        if (config is not null && Families.HasWeights(family))
        {
            WeightsCheck.Require(name, ConfigFile.Recognize(store.Blobs, config), WeightsCheck.ReadAll(weights, cancellationToken));
        }
    }

    private static IEnumerable<BlobDigest> BlobsOf(StoredManifest stored, string mediaType) => stored.Layers
        .Where(layer => layer.MediaType == mediaType)
        .Select(layer => BlobDigest.TryParse(layer.Digest, out BlobDigest? digest) ? digest : null)
        .OfType<BlobDigest>();

    /// <summary>An archive that is not what it has to be.</summary>
    internal static TollamaException Fault(string what, Exception? cause = null) => new(
        ErrorCode.InvalidModelFile, $"the archive cannot be imported: {what}", "export the model again ('tollama export MODEL FILE')", innerException: cause);
}

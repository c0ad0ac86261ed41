using System.Formats.Tar;

namespace Tollama.Store;

/// <summary>Writes a model as a tar file that another machine can import: its manifest, its blobs, and their checksums.</summary>
/// <remarks>
/// Entries in this order: <c>tollama-model.json</c> (the name), <c>manifest.json</c> (the manifest without its origin), <c>SHA256SUMS</c> (as
/// <c>sha256sum -c</c> reads it), <c>blobs/sha256-…</c>. Everything has the time zero, so that a model is the same file whoever exports it.
/// </remarks>
/// <param name="store">Where the model is installed.</param>
public sealed class ModelArchive(ModelStore store)
{
    internal const string HeadName = "tollama-model.json";

    internal const string ManifestName = "manifest.json";

    internal const string SumsName = "SHA256SUMS";

    internal const string BlobFolder = "blobs/";

    /// <summary>Writes a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="output">Where it goes; stays open.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task WriteAsync(InstalledModel model, Stream output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        StoredManifest stored = store.ManifestOf(model);
        byte[] manifest = stored.Content();
        TarWriter tar = new(output, TarEntryFormat.Pax, leaveOpen: true);
        await using (tar.ConfigureAwait(false))
        {
            await WriteAsync(tar, HeadName, ArchiveHead.Of(model).ToJson(), cancellationToken).ConfigureAwait(false);
            await WriteAsync(tar, ManifestName, manifest, cancellationToken).ConfigureAwait(false);
            await WriteAsync(tar, SumsName, ArchiveSums.Of(manifest, ArchiveSums.BlobsOf(stored)), cancellationToken).ConfigureAwait(false);
            foreach (BlobDigest digest in ArchiveSums.BlobsOf(stored))
            {
                using Stream blob = store.Blobs.OpenRead(digest);
                await WriteAsync(tar, BlobFolder + digest.FileName, blob, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static async Task WriteAsync(TarWriter tar, string name, byte[] content, CancellationToken cancellationToken)
    {
        using MemoryStream stream = new(content, writable: false);
        await WriteAsync(tar, name, stream, cancellationToken).ConfigureAwait(false);
    }

    private static Task WriteAsync(TarWriter tar, string name, Stream content, CancellationToken cancellationToken)
    {
        PaxTarEntry entry = new(TarEntryType.RegularFile, name)
        {
            DataStream = content,
            Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
            ModificationTime = DateTimeOffset.UnixEpoch,
        };
        return tar.WriteEntryAsync(entry, cancellationToken);
    }
}

using System.Formats.Tar;
using System.Globalization;
using System.Text;

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
        byte[] manifest = store.ManifestOf(model).Content();
        TarWriter tar = new(output, TarEntryFormat.Pax, leaveOpen: true);
        await using (tar.ConfigureAwait(false))
        {
            await WriteAsync(tar, HeadName, ArchiveHead.Of(model).ToJson(), cancellationToken).ConfigureAwait(false);
            await WriteAsync(tar, ManifestName, manifest, cancellationToken).ConfigureAwait(false);
            await WriteAsync(tar, SumsName, Sums(model, manifest), cancellationToken).ConfigureAwait(false);
            foreach (BlobDigest digest in BlobsOf(model))
            {
                using Stream blob = store.Blobs.OpenRead(digest);
                await WriteAsync(tar, BlobFolder + digest.FileName, blob, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static IEnumerable<BlobDigest> BlobsOf(InstalledModel model) => model.Manifest.Layers.Prepend(model.Config)
        .Select(layer => BlobDigest.TryParse(layer.Digest, out BlobDigest? digest) ? digest : null)
        .OfType<BlobDigest>()
        .Distinct();

    private static byte[] Sums(InstalledModel model, byte[] manifest)
    {
        StringBuilder sums = new();
        sums.Append(CultureInfo.InvariantCulture, $"{BlobDigest.Of(manifest).Hex}  {ManifestName}\n");
        foreach (BlobDigest digest in BlobsOf(model))
        {
            sums.Append(CultureInfo.InvariantCulture, $"{digest.Hex}  {BlobFolder}{digest.FileName}\n");
        }

        return Encoding.UTF8.GetBytes(sums.ToString());
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

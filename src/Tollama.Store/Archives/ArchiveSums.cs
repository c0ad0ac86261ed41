using System.Globalization;
using System.Text;
using Tollama.Catalog;

namespace Tollama.Store;

/// <summary>The checksums of an archive: those of its manifest and of every blob, as <c>sha256sum -c</c> reads them.</summary>
internal static class ArchiveSums
{
    /// <summary>Writes them.</summary>
    public static byte[] Of(byte[] manifest, IEnumerable<BlobDigest> blobs) => Encoding.UTF8.GetBytes(string.Concat(Lines(manifest, blobs).Select(line => line + "\n")));

    /// <summary>Refuses an archive whose sums are others than those of its manifest: whoever looks at it by them would see another model.</summary>
    public static void Require(byte[] sums, byte[] manifest, StoredManifest stored)
    {
        string[] told = Encoding.UTF8.GetString(sums).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string[] right = [.. Lines(manifest, BlobsOf(stored))];
        if (told.Except(right, StringComparer.Ordinal).FirstOrDefault() is { } wrong)
        {
            throw ArchiveImport.Fault($"{ModelArchive.SumsName} has the line '{ModelNameGrammar.Printable(wrong)}', which is not so");
        }

        if (right.Except(told, StringComparer.Ordinal).FirstOrDefault() is { } missing)
        {
            throw ArchiveImport.Fault($"{ModelArchive.SumsName} lacks the line '{missing}'");
        }
    }

    /// <summary>The blobs of a manifest, each once.</summary>
    public static IEnumerable<BlobDigest> BlobsOf(StoredManifest stored) => stored.Blobs()
        .Select(layer => BlobDigest.TryParse(layer.Digest, out BlobDigest? digest) ? digest : null)
        .OfType<BlobDigest>()
        .Distinct();

    private static IEnumerable<string> Lines(byte[] manifest, IEnumerable<BlobDigest> blobs) => blobs
        .Select(digest => string.Create(CultureInfo.InvariantCulture, $"{digest.Hex}  {ModelArchive.BlobFolder}{digest.FileName}"))
        .Prepend(string.Create(CultureInfo.InvariantCulture, $"{BlobDigest.Of(manifest).Hex}  {ModelArchive.ManifestName}"));
}

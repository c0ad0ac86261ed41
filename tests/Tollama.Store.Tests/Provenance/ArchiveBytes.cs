using System.Formats.Tar;
using System.Text.Json;

namespace Tollama.Store.Tests.Provenance;

/// <summary>Archives whose parts are made by hand, with digests that are right.</summary>
internal static class ArchiveBytes
{
    /// <summary>An archive of a head, a manifest and blobs.</summary>
    public static byte[] Of(ArchiveHead head, byte[] manifest, params byte[][] blobs) =>
        Of(head, manifest, ArchiveSums.Of(manifest, blobs.Select(blob => BlobDigest.Of(blob)).Distinct()), blobs);

    /// <summary>As that, with other sums.</summary>
    public static byte[] Of(ArchiveHead head, byte[] manifest, byte[] sums, byte[][] blobs)
    {
        using MemoryStream output = new();
        using (TarWriter tar = new(output, TarEntryFormat.Pax, leaveOpen: true))
        {
            Write(tar, ModelArchive.HeadName, head.ToJson());
            Write(tar, ModelArchive.ManifestName, manifest);
            Write(tar, ModelArchive.SumsName, sums);
            foreach (byte[] blob in blobs)
            {
                Write(tar, ModelArchive.BlobFolder + BlobDigest.Of(blob).FileName, blob);
            }
        }

        return output.ToArray();
    }

    /// <summary>An archive whose config blob and layers are as given.</summary>
    public static byte[] Of(string name, byte[] config, params (string MediaType, string Name, byte[] Content)[] files)
    {
        StoredManifest stored = new()
        {
            Config = new() { MediaType = MediaTypes.Config, Digest = BlobDigest.Of(config).ToString(), Size = config.Length },
            Layers = [.. files.Select(file => new Core.Api.ManifestLayer { MediaType = file.MediaType, Name = file.Name, Digest = BlobDigest.Of(file.Content).ToString(), Size = file.Content.Length })],
        };
        byte[] manifest = JsonSerializer.SerializeToUtf8Bytes(stored, ManifestJsonContext.Default.StoredManifest);
        ArchiveHead head = new() { Format = ArchiveHead.CurrentFormat, Name = name, Digest = BlobDigest.Of(manifest).Hex };
        return Of(head, manifest, [config, .. files.Select(file => file.Content)]);
    }

    private static void Write(TarWriter tar, string name, byte[] content) =>
        tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
}

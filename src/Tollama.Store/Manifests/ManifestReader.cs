using System.Text.Json;
using Tollama.Catalog;
using Tollama.Core.Api;
using Tollama.Core.Errors;

namespace Tollama.Store;

/// <summary>Reads manifest files and the blobs they name. Whatever is in them, the answer is a model or a sentence.</summary>
internal sealed class ManifestReader(BlobStore blobs, LicenseLedger licenses)
{
    private const int MaxBytes = 4 << 20;

    /// <summary>A writer may replace the manifest between the reading of its two files; then it is read again.</summary>
    private const int MaxAttempts = 8;

    /// <summary>Reads the model of a manifest file.</summary>
    public ManifestReading Read(ModelName name, string path)
    {
        ManifestReading last = ManifestReading.Gone;
        byte[]? previous = null;
        for (int attempt = 0; attempt < MaxAttempts; attempt++)
        {
            byte[]? bytes = ReadFile(path, out DateTime modifiedAt, out string? fault);
            if (bytes is null)
            {
                return fault is null ? ManifestReading.Gone : ManifestReading.Corrupt(fault);
            }

            last = Parse(name, bytes, modifiedAt);
            if (last.Model is not null || (attempt > 1 && bytes.AsSpan().SequenceEqual(previous)))
            {
                return last;
            }

            previous = bytes;
        }

        return last;
    }

    /// <summary>The blobs that a manifest file names; <see langword="null"/> if it cannot be told.</summary>
    public static IReadOnlyList<BlobDigest>? ReferencesOf(string path)
    {
        byte[]? bytes = ReadFile(path, out _, out string? fault);
        if (bytes is null)
        {
            return fault is null ? [] : null;
        }

        StoredManifest? stored = ParseStored(bytes, out _);
        return stored is null ? null : [.. stored.Blobs().Select(layer => DigestOf(layer)!)];
    }

    /// <summary>The bytes of a manifest file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static byte[] BytesOf(string path) => ReadFile(path, out _, out string? fault) ?? throw new IOException(fault ?? $"'{path}' is gone");

    /// <summary>Why a manifest cannot be used; <see langword="null"/> if it can.</summary>
    public static string? FaultOf(StoredManifest stored)
    {
        if (stored.SchemaVersion != StoredManifest.CurrentSchema)
        {
            return $"it is of schema version {stored.SchemaVersion}; this version of tollama reads {StoredManifest.CurrentSchema}";
        }

        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        foreach (ManifestLayer? layer in stored.Blobs())
        {
            if (layer is null || DigestOf(layer) is null || layer.Size < 0)
            {
                return $"a layer has no valid digest and size ('{ModelNameGrammar.Printable(layer?.Digest)}')";
            }

            if (layer.Name is not null && !IsFileName(layer.Name))
            {
                return $"a layer's file name is not allowed ('{ModelNameGrammar.Printable(layer.Name)}')";
            }

            if (layer.Name is not null && !names.Add(layer.Name))
            {
                return $"two layers have the file name '{layer.Name}'";
            }
        }

        return Origins.FaultOf(stored.Origin);
    }

    /// <summary>The model that a manifest describes whose blobs are all in the store, as it will be read once it is installed.</summary>
    public ManifestReading Preview(ModelName name, byte[] manifest, DateTimeOffset installedAt) => Parse(name, manifest, installedAt.UtcDateTime);

    /// <summary>Why the blobs of a model cannot be used; <see langword="null"/> if all are there.</summary>
    public string? MissingBlob(IEnumerable<ManifestLayer> layers)
    {
        foreach (ManifestLayer layer in layers)
        {
            long? size = blobs.SizeOf(DigestOf(layer)!);
            if (size != layer.Size)
            {
                return size is null
                    ? $"the blob {layer.Digest} is missing"
                    : $"the blob {layer.Digest} has {size} bytes instead of {layer.Size}";
            }
        }

        return null;
    }

    private static BlobDigest? DigestOf(ManifestLayer layer) => BlobDigest.TryParse(layer.Digest, out BlobDigest? digest) ? digest : null;

    // The name becomes a file in a model's folder one day: the same rule as for names of models.
    private static bool IsFileName(string name) => ModelNameGrammar.IsPart(name);

    private static byte[]? ReadFile(string path, out DateTime modifiedAt, out string? fault)
    {
        modifiedAt = default;
        fault = null;
        try
        {
            RegularFile.Require(path);
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
            if (stream.Length > MaxBytes)
            {
                fault = $"it has {stream.Length} bytes, more than a manifest can have";
                return null;
            }

            byte[] bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            modifiedAt = File.GetLastWriteTimeUtc(stream.SafeFileHandle);
            return bytes;
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            fault = StoreFault.Sentence(error);
            return null;
        }
    }

    public static StoredManifest? ParseStored(byte[] bytes, out string? fault)
    {
        try
        {
            StoredManifest? stored = JsonSerializer.Deserialize(bytes, ManifestJsonContext.Default.StoredManifest);
            fault = stored is null ? "it is empty" : FaultOf(stored);
            return fault is null ? stored : null;
        }
        catch (JsonException error)
        {
            fault = $"it is not a manifest ({CauseText.Of(error)})";
            return null;
        }
    }

    private static ModelManifest? ParseConfig(byte[] bytes, out string? fault)
    {
        try
        {
            ModelManifest? config = JsonSerializer.Deserialize(bytes, StoreJsonContext.Default.ModelManifest);
            fault = config is null ? "its config blob is empty" : ConfigCheck.FaultOf(config);
            return fault is null ? config : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or ArgumentException)
        {
            fault = $"its config blob is not a model's ({CauseText.Of(error)})";
            return null;
        }
    }

    private ManifestReading Parse(ModelName name, byte[] bytes, DateTime modifiedAt)
    {
        StoredManifest? stored = ParseStored(bytes, out string? fault);
        fault ??= MissingBlob(stored!.Blobs());
        if (fault is not null)
        {
            return ManifestReading.Corrupt(fault);
        }

        BlobDigest digest = DigestOf(stored!.Config)!;
        byte[]? content = ReadFile(blobs.PathOf(digest), out _, out fault);
        if (content is null || BlobDigest.Of(content) != digest)
        {
            return ManifestReading.Corrupt($"its config blob {digest} {(content is null ? fault ?? "is missing" : "does not have its digest")}");
        }

        ModelManifest? config = ParseConfig(content, out fault);
        return config is null
            ? ManifestReading.Corrupt(fault!)
            : new ManifestReading(Assemble(name, stored, config, BlobDigest.Of(stored.Content()), modifiedAt, bytes.Length), null);
    }

    private InstalledModel Assemble(ModelName name, StoredManifest stored, ModelManifest config, BlobDigest digest, DateTime modifiedAt, long length)
    {
        DateTimeOffset installedAt = new(modifiedAt, TimeSpan.Zero);
        return new InstalledModel
        {
            Name = name,
            Digest = digest.Hex,
            Size = stored.Blobs().Sum(layer => layer.Size),
            ModifiedAt = installedAt,
            ManifestLength = length,
            Config = stored.Config,
            Manifest = config with
            {
                Name = name.Short,
                Source = Origins.Root(stored.Origin).How == Origins.Imported ? new ModelSource { Type = Origins.Archive } : config.Source,
                Origin = stored.Origin ?? Origins.Unknown,
                InstalledAt = Timestamp.Format(installedAt),
                License = licenses.Recall(config.License, config.Name),
                Layers = stored.Layers,
            },
        };
    }
}

using System.Text.Json;

namespace Tollama.Store;

/// <summary>What an archive says of itself.</summary>
internal sealed record ArchiveHead
{
    public const int CurrentFormat = 1;

    /// <summary>The version of the archive's form.</summary>
    public required int Format { get; init; }

    /// <summary>The model's name where it was exported.</summary>
    public required string Name { get; init; }

    /// <summary>The sha256 of its manifest: 64 hexadecimal digits.</summary>
    public required string Digest { get; init; }

    /// <summary>How it came to the machine that exported it; a claim for everybody else.</summary>
    public string? Origin { get; init; }

    public static ArchiveHead Of(InstalledModel model) =>
        new() { Format = CurrentFormat, Name = model.Name.Short, Digest = model.Digest, Origin = model.Manifest.Origin?.How };

    /// <summary>Reads a head; <see langword="null"/> if it is none.</summary>
    public static ArchiveHead? Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, StoreJsonContext.Default.ArchiveHead);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, StoreJsonContext.Default.ArchiveHead);
}

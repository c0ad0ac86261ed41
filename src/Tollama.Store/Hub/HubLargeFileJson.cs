namespace Tollama.Store;

/// <summary>Where a large file's content is described: its sha256 and its size.</summary>
internal sealed record HubLargeFileJson
{
    public string? Oid { get; init; }

    public long? Size { get; init; }
}

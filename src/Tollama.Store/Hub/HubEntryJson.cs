namespace Tollama.Store;

/// <summary>An item of the hub's file listing.</summary>
internal sealed record HubEntryJson
{
    public string? Type { get; init; }

    public string? Path { get; init; }

    public long? Size { get; init; }

    /// <summary>The git blob id: the sha1 of a header and the content; of a large file, that of its pointer.</summary>
    public string? Oid { get; init; }

    /// <summary>Present for a large file.</summary>
    public HubLargeFileJson? Lfs { get; init; }
}

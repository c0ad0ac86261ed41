namespace Tollama.FakeHub;

/// <summary>What a request asks for.</summary>
public enum RequestKind
{
    /// <summary>Something that the hub does not have.</summary>
    Other,

    /// <summary>Facts of a model: <c>/api/models/OWNER/NAME[/revision/REV]</c>.</summary>
    Info,

    /// <summary>A page of the list of files: <c>/api/models/OWNER/NAME/tree/REV[/FOLDER]</c>.</summary>
    Tree,

    /// <summary>A file by its name: <c>/OWNER/NAME/resolve/REV/PATH</c>.</summary>
    Resolve,

    /// <summary>A small file by its commit: <c>/api/resolve-cache/models/OWNER/NAME/SHA/PATH</c>.</summary>
    ResolveCache,

    /// <summary>The bytes of a file in LFS, on the CDN.</summary>
    Cdn,
}

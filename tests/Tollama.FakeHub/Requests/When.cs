namespace Tollama.FakeHub;

/// <summary>Conditions on requests, for faults and for waiting.</summary>
public static class When
{
    /// <summary>Every request.</summary>
    public static Predicate<SeenRequest> Any { get; } = _ => true;

    /// <summary>Facts of a model.</summary>
    public static Predicate<SeenRequest> Info { get; } = request => request.Kind == RequestKind.Info;

    /// <summary>Pages of the list of files.</summary>
    public static Predicate<SeenRequest> Tree { get; } = request => request.Kind == RequestKind.Tree;

    /// <summary>Either kind of listing.</summary>
    public static Predicate<SeenRequest> Listing { get; } = request => request.Kind is RequestKind.Info or RequestKind.Tree;

    /// <summary>Files by name on the hub, of any name when none is given.</summary>
    public static Predicate<SeenRequest> Resolve(string? file = null) => request => request.Kind == RequestKind.Resolve && Is(file, request);

    /// <summary>Bytes on the CDN, of any file when none is given.</summary>
    public static Predicate<SeenRequest> Cdn(string? file = null) => request => request.Kind == RequestKind.Cdn && Is(file, request);

    /// <summary>Whatever concerns a file, on the hub and on the CDN.</summary>
    public static Predicate<SeenRequest> File(string file) => request => Is(file, request);

    private static bool Is(string? file, SeenRequest request) => file is null || request.File == file;
}

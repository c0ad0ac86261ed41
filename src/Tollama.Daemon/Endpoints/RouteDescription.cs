namespace Tollama.Daemon.Endpoints;

/// <summary>What one route is for: the page shows it.</summary>
/// <param name="Method"><c>GET</c> (which answers <c>HEAD</c> too), <c>HEAD</c>, <c>POST</c> or <c>DELETE</c>.</param>
/// <param name="Path">The path, with the names of its parts in braces, as it is mapped.</param>
/// <param name="Group">Under which heading it stands.</param>
/// <param name="Summary">A sentence.</param>
/// <param name="Body">A body in JSON that can be sent as it is; <see langword="null"/> for a route without one.</param>
/// <param name="Query">An example of what stands behind the path, without the question mark.</param>
/// <param name="Command">The same on the command line.</param>
/// <param name="TakesTable">Whether the body may be a table instead, with the rest in the query.</param>
internal sealed record RouteDescription(
    string Method, string Path, string Group, string Summary, string? Body = null, string? Query = null, string? Command = null, bool TakesTable = false);

namespace Tollama.Testing.Http;

/// <summary>A request that a <see cref="StubDaemon"/> received.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path without the query.</param>
/// <param name="Query">The query, decoded, by name.</param>
/// <param name="Headers">The headers by name.</param>
/// <param name="Body">The whole body as text.</param>
public sealed record StubRequest(
    string Method, string Path, IReadOnlyDictionary<string, string> Query, IReadOnlyDictionary<string, string> Headers, string Body);

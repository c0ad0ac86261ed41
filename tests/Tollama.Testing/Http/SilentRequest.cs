namespace Tollama.Testing.Http;

/// <summary>What a <see cref="SilentServer"/> was asked.</summary>
/// <param name="Path">Its path, with its query.</param>
/// <param name="Left">Ends when the client has closed the connection: it has read the answer, or given it up.</param>
public sealed record SilentRequest(string Path, Task Left);

namespace Tollama.FakeHub;

/// <summary>What a client asked a <see cref="ForwardProxy"/> for.</summary>
/// <param name="Method"><c>CONNECT</c> for a tunnel.</param>
/// <param name="Target">The absolute address, or <c>host:port</c> of a tunnel.</param>
/// <param name="Authorization">The <c>Proxy-Authorization</c> header.</param>
/// <param name="Accepted">Whether the proxy did it.</param>
public sealed record ProxiedRequest(string Method, string Target, string? Authorization, bool Accepted);

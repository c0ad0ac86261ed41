namespace Tollama.Daemon.Page;

/// <summary>A file of the page in one encoding.</summary>
/// <param name="Bytes">What is sent.</param>
/// <param name="Encoding">Its <c>Content-Encoding</c>; <see langword="null"/> when it is not compressed.</param>
/// <param name="Tag">Its <c>ETag</c>, quotes included.</param>
internal sealed record PageContent(byte[] Bytes, string? Encoding, string Tag);

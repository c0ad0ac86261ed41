namespace Tollama.Daemon.Http;

/// <summary>A part of a form.</summary>
/// <param name="Name">Its name.</param>
/// <param name="FileName">What its file was called where it comes from; <see langword="null"/> for a part that is no file. Never a path here.</param>
/// <param name="ContentType">What the client says that it is; may be empty.</param>
/// <param name="Content">Its bytes, a piece of the body.</param>
internal sealed record FormPart(string Name, string? FileName, string ContentType, ReadOnlyMemory<byte> Content);

namespace Tollama.Cli.Importing;

/// <summary>A file of a model that lies on this machine.</summary>
/// <param name="Name">Its name without a folder: <c>model.safetensors</c>.</param>
/// <param name="Path">Where it is.</param>
/// <param name="Size">Its size in bytes.</param>
internal sealed record ModelFile(string Name, string Path, long Size);

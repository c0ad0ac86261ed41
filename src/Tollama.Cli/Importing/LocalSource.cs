using Tollama.Core.Api;

namespace Tollama.Cli.Importing;

/// <summary>Tells a folder on this machine from the name of a model.</summary>
/// <remarks>
/// What begins like a path is one, and must exist. What could be either is a path when it exists and has a separator, or when it is the folder of a
/// model that neither the registry nor the store has a model for.
/// </remarks>
internal sealed class LocalSource(DaemonSession session)
{
    private static readonly string[] Hubs = ["hf.co/", "huggingface.co/"];

    /// <summary>The folder that is meant.</summary>
    /// <param name="text">A name or a path: <c>theta</c>, <c>./model</c>, <c>./model/model.safetensors</c>.</param>
    /// <param name="baseFolder">What a relative path starts from; empty for the current folder.</param>
    /// <param name="cancellationToken">Cancels the question to the daemon.</param>
    /// <returns><see langword="null"/> when it is the name of a model.</returns>
    /// <exception cref="CliException">It is a path, but not to a model.</exception>
    public async Task<ModelFolder?> FindAsync(string text, string baseFolder, CancellationToken cancellationToken)
    {
        if (Array.Exists(Hubs, hub => text.StartsWith(hub, StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        string path = Path.Combine(baseFolder, text);
        bool isPath = text.StartsWith('.') || Path.IsPathRooted(text);
        bool hasSeparator = text.Contains('/', StringComparison.Ordinal) || text.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal);
        if (Directory.Exists(path))
        {
            bool isMeant = isPath || hasSeparator
                || (File.Exists(Path.Combine(path, "config.json")) && !await IsModelAsync(text, cancellationToken).ConfigureAwait(false));
            return isMeant ? ModelFolder.Read(path) : null;
        }

        if (File.Exists(path) && (isPath || hasSeparator || FileKinds.IsSafetensors(text)))
        {
            return OfFile(path);
        }

        return !isPath ? null : throw CliException.Usage($"there is no file or folder '{path}'", "name a folder with config.json and safetensors, or a model of 'tollama list --available'");
    }

    private static ModelFolder OfFile(string path) => FileKinds.IsSafetensors(path)
        ? ModelFolder.Read(Path.GetDirectoryName(path) is { Length: > 0 } folder ? folder : ".", Path.GetFileName(path))
        : throw CliException.Usage(
            $"'{path}' is not a safetensors file",
            FileKinds.IsPickle(path)
                ? "it is a pickle, and reading one runs the code in it: save the weights as safetensors (in Python: safetensors.torch.save_file)"
                : "name a folder with config.json and safetensors; a tar of 'tollama export' is taken by 'tollama import'");

    private async Task<bool> IsModelAsync(string name, CancellationToken cancellationToken)
    {
        ModelsResponse models = await session.Client.ModelsAsync(cancellationToken).ConfigureAwait(false);
        IEnumerable<string> known = models.Available.Concat(models.Installed).Select(model => model.Name);
        return known.Any(one => string.Equals(one, name, StringComparison.OrdinalIgnoreCase) || string.Equals(one.Split(':')[0], name, StringComparison.OrdinalIgnoreCase));
    }
}

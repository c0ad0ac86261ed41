using Tollama.Core.Errors;

namespace Tollama.Cli.Importing;

/// <summary>A folder as Hugging Face lays one out: <c>config.json</c>, safetensors, licence.</summary>
internal sealed class ModelFolder
{
    private const string Config = "config.json";

    private ModelFolder(string path, IReadOnlyList<ModelFile> files, IReadOnlyList<string> leftOut)
    {
        Path = path;
        Files = files;
        LeftOut = leftOut;
    }

    /// <summary>As the user wrote it.</summary>
    public string Path { get; }

    /// <summary>What belongs to the model, by name.</summary>
    public IReadOnlyList<ModelFile> Files { get; }

    /// <summary>What does not, by name; folders end in a slash. Hidden files are not mentioned.</summary>
    public IReadOnlyList<string> LeftOut { get; }

    /// <summary>Reads a folder's names and sizes.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="weights">The one safetensors file that is meant; all of the folder when <see langword="null"/>.</param>
    /// <exception cref="CliException">It is no folder of a model that tollama takes; the message says why.</exception>
    public static ModelFolder Read(string path, string? weights = null)
    {
        try
        {
            return Read(path, [.. new DirectoryInfo(path).EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal)], weights);
        }
        catch (DirectoryNotFoundException)
        {
            throw CliException.Usage($"there is no folder '{path}'", "name the folder that has the model's config.json and its safetensors");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CliException.Failure($"cannot read the folder '{path}': {CauseText.Of(exception)}", $"see that {Environment.UserName} may read it and all of its files");
        }
    }

    /// <summary>The folder's own name in lower case, for a model without another one.</summary>
    public static string NameOf(string path) =>
        System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path))).ToLowerInvariant();

    private static ModelFolder Read(string path, IReadOnlyList<FileSystemInfo> entries, string? weights)
    {
        bool IsMeant(FileSystemInfo entry) =>
            entry is FileInfo && FileKinds.IsTaken(entry.Name) && (weights is null || entry.Name == weights || !FileKinds.IsSafetensors(entry.Name));

        FileSystemInfo[] visible = [.. entries.Where(entry => !entry.Name.StartsWith('.'))];
        ModelFolder folder = new(
            path,
            [.. visible.Where(IsMeant).Select(entry => new ModelFile(entry.Name, entry.FullName, SizeOf((FileInfo)entry)))],
            [.. visible.Where(entry => !IsMeant(entry)).Select(entry => entry is DirectoryInfo ? entry.Name + "/" : entry.Name)]);
        folder.Require();
        return folder;
    }

    private void Require()
    {
        if (!Files.Any(file => FileKinds.IsSafetensors(file.Name)))
        {
            string[] pickles = [.. LeftOut.Where(FileKinds.IsPickle)];
            throw pickles.Length > 0
                ? CliException.Usage(
                    $"'{Path}' has its weights only as pickle ({string.Join(", ", pickles)}); reading one runs the code in it, so tollama does not",
                    "save the weights as safetensors (in Python: safetensors.torch.save_file) and import the folder again")
                : CliException.Usage($"'{Path}' has no .safetensors file: there are no weights to import", "name the folder that has the model's config.json and its safetensors");
        }

        if (Files.All(file => file.Name != Config))
        {
            throw CliException.Usage($"'{Path}' has no {Config}: what the weights are for is not known", $"put the model's {Config} beside its safetensors");
        }
    }

    // The cache of the hub's own program keeps links in its folders; a link's length is not that of its file.
    private static long SizeOf(FileInfo file) => (file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file).Length;
}

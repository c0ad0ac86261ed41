using Tollama.Core.Errors;

namespace Tollama.Neural;

/// <summary>The files of a model: from the name by which the model knows each to the place where its content lies.</summary>
public sealed class ModelFiles
{
    internal const string Config = "config.json";
    internal const string AdapterConfig = "adapter_config.json";
    internal const string AdapterWeights = "adapter_model.safetensors";

    private const string WeightsExtension = ".safetensors";

    private readonly Dictionary<string, string> _paths;

    /// <summary>Files that lie anywhere.</summary>
    /// <param name="paths">From the name (<c>config.json</c>, <c>model.safetensors</c>) to the path.</param>
    public ModelFiles(IReadOnlyDictionary<string, string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        _paths = new Dictionary<string, string>(paths);
    }

    /// <summary>The files of a folder, as a model hub or a training script leaves them.</summary>
    /// <param name="folder">The folder; the folders in it are not searched.</param>
    /// <exception cref="TollamaException">There is no such folder.</exception>
    public static ModelFiles InFolder(string folder) => Directory.Exists(folder)
        ? new ModelFiles(Directory.EnumerateFiles(folder).ToDictionary(path => Path.GetFileName(path)))
        : throw new TollamaException(ErrorCode.InvalidModelFile, $"There is no folder '{folder}'.");

    /// <summary>The paths of the weights, in the order of their names; those of an adapter are not among them.</summary>
    internal IReadOnlyList<string> Weights =>
    [
        .. _paths.Where(file => file.Key.EndsWith(WeightsExtension, StringComparison.Ordinal) && file.Key != AdapterWeights)
            .OrderBy(file => file.Key, StringComparer.Ordinal)
            .Select(file => file.Value),
    ];

    /// <summary>The path of a file; <see langword="null"/> if the model has none of this name.</summary>
    internal string? Find(string name) => _paths.GetValueOrDefault(name);

    /// <summary>The content of a file.</summary>
    /// <exception cref="TollamaException">The model has none of this name.</exception>
    internal byte[] Read(string name) => File.ReadAllBytes(Find(name) ?? throw new TollamaException(
        ErrorCode.InvalidModelFile, $"The model has no {name}; it has {string.Join(", ", _paths.Keys.Order())}."));
}

using Tollama.Catalog;
using Tollama.Catalog.Architectures;
using Tollama.Core.Errors;

namespace Tollama.Store;

/// <summary>Reads the files of models that ship with the program.</summary>
/// <remarks>
/// The card has the sha256 of each file, so that a version of a model is the same bytes in every installation, and so that a damaged or changed file is
/// noticed before it is a model. Everything else about the network (its sizes, its levels) is read from its own <c>config.json</c>.
/// </remarks>
/// <param name="folder">Where they are, a folder <c>NAME/VERSION</c> a model; <see langword="null"/> if none ship.</param>
internal sealed class BundledFiles(string? folder)
{
    private const int MaxBytes = 64 << 20;

    /// <summary>Reads the files of a model.</summary>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidModelFile"/>: one is missing, is not what the card says, or is no model.</exception>
    public BundledModel Read(ModelCard card, CancellationToken cancellationToken)
    {
        if (folder is null)
        {
            throw Fault(card, "this program has no folder of such models");
        }

        string model = Path.Combine(folder, card.BundledFolder);
        string[] names = [PullFiles.ConfigName, .. card.Digests.Keys.Where(name => name != PullFiles.ConfigName).Order(StringComparer.Ordinal)];
        LayerContent[] files = [.. names.Select(name => ReadFile(card, model, name))];
        ModelArchitecture architecture = ModelArchitecture.Recognize(files[0].Content.Span);
        if (architecture.Family != card.Family)
        {
            throw Fault(card, $"its config.json is one of the family {architecture.Family}, not {card.Family}");
        }

        string[] weights = [.. files.Where(file => file.MediaType == MediaTypes.Weights).Select(file => Path.Combine(model, file.Name))];
        WeightsCheck.Require(card.ModelName, architecture, WeightsCheck.ReadAll(weights, cancellationToken));
        return new BundledModel { Files = files, Architecture = architecture };
    }

    private static LayerContent ReadFile(ModelCard card, string model, string name)
    {
        string path = Path.Combine(model, name);
        byte[] content;
        try
        {
            content = RegularFile.Read(path, MaxBytes);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw Fault(card, $"'{path}' cannot be read ({StoreFault.Sentence(cause)})", cause);
        }

        string digest = BlobDigest.Of(content).ToString();
        return digest == card.Digests[name]
            ? new LayerContent { MediaType = TypeOf(name), Name = name, Content = content }
            : throw Fault(card, $"'{path}' is not the file that belongs to this version: it has {digest}, and {card.Digests[name]} was expected");
    }

    private static string TypeOf(string name) =>
        name == PullFiles.ConfigName ? MediaTypes.Architecture : PullFiles.IsLicense(name) ? MediaTypes.License : MediaTypes.Weights;

    private static TollamaException Fault(ModelCard card, string what, Exception? cause = null) => new(
        ErrorCode.InvalidModelFile,
        $"'{card.Name}' ships with tollama, and its files are not all beside the program: {what}",
        "nothing was installed; install tollama again, with the folder 'bundled' beside the programs",
        innerException: cause);
}

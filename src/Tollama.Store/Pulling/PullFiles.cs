using System.Text.RegularExpressions;
using Tollama.Catalog;
using Tollama.Core.Errors;

namespace Tollama.Store;

/// <summary>The files of a repository that a model needs. Only formats that hold data and cannot run code are ever among them.</summary>
internal sealed partial record PullFiles
{
    public const string ConfigName = "config.json";

    private const string SingleWeights = "model.safetensors";

    private static readonly string[] Pickles = [".bin", ".pt", ".pth", ".ckpt", ".pkl", ".pickle"];

    public required HubFile Config { get; init; }

    public required IReadOnlyList<HubFile> Weights { get; init; }

    /// <summary>The licence's text, if the repository has it as a file.</summary>
    public HubFile? License { get; init; }

    /// <summary>True for the name of a file that holds a licence.</summary>
    public static bool IsLicense(string name) => LicenseName().IsMatch(name);

    /// <summary>Chooses the files.</summary>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidModelFile"/>: the repository lacks them, or has its weights only in a format that can run code.</exception>
    public static PullFiles Choose(PullTarget target, IReadOnlyList<HubFile> files)
    {
        Dictionary<string, HubFile> byName = [];
        foreach (HubFile file in files.Where(file => ModelNameGrammar.IsPart(file.Path)))
        {
            byName.TryAdd(file.Path, file);
        }

        List<HubFile> weights = Weight(target, byName);
        return new PullFiles
        {
            Config = byName.GetValueOrDefault(ConfigName) ?? throw Refused(target, $"has no {ConfigName}", null),
            Weights = weights.Count > 0 ? weights : throw WithoutWeights(target, files),
            License = byName.Values.Where(file => IsLicense(file.Path)).MinBy(file => file.Path, StringComparer.Ordinal),
        };
    }

    private static List<HubFile> Weight(PullTarget target, Dictionary<string, HubFile> files)
    {
        IReadOnlyList<string>? named = target.Entry?.Files?.Where(name => name.EndsWith(".safetensors", StringComparison.Ordinal)).ToList();
        if (named is { Count: > 0 })
        {
            return [.. named.Select(name => files.GetValueOrDefault(name) ?? throw Refused(target, $"has no {ModelNameGrammar.Printable(name)}", null))];
        }

        return files.TryGetValue(SingleWeights, out HubFile? single)
            ? [single]
            : [.. files.Values.Where(file => Shard().IsMatch(file.Path)).OrderBy(file => file.Path, StringComparer.Ordinal)];
    }

    private static TollamaException WithoutWeights(PullTarget target, IReadOnlyList<HubFile> files)
    {
        HubFile? pickle = files.FirstOrDefault(file => Pickles.Any(ending => file.Path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)));
        return pickle is not null
            ? Refused(
                target,
                $"has its weights only as '{ModelNameGrammar.Printable(pickle.Path)}': a pickle can run any code when it is read, so tollama never fetches one",
                "ask its authors for safetensors, or look for a repository that has them")
            : Refused(target, $"has no {SingleWeights}", "tollama reads weights from safetensors files at the top of a repository");
    }

    private static TollamaException Refused(PullTarget target, string reason, string? hint) =>
        new(ErrorCode.InvalidModelFile, $"{target.RepoId} at {target.Reference} cannot be pulled: it {reason}", hint);

    [GeneratedRegex(@"\Amodel-[0-9]{5}-of-[0-9]{5}\.safetensors\z", RegexOptions.CultureInvariant)]
    private static partial Regex Shard();

    [GeneratedRegex(@"\A(LICEN[SC]E|COPYING)(\.(md|txt))?\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex LicenseName();
}

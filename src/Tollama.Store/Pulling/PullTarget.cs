using Tollama.Catalog;
using Tollama.Core.Errors;

namespace Tollama.Store;

/// <summary>What is pulled from a hub, and under which name it is installed.</summary>
internal sealed record PullTarget
{
    /// <summary>The host in names of hub repositories: <c>hf.co/owner/name</c>.</summary>
    public const string HubHost = "hf.co";

    private const string LongHubHost = "huggingface.co";

    public required ModelName Name { get; init; }

    /// <summary>The registry's entry; <see langword="null"/> for a repository that was named itself.</summary>
    public ModelCard? Entry { get; init; }

    public required string RepoId { get; init; }

    /// <summary>The branch, tag or commit.</summary>
    public required string Reference { get; init; }

    /// <summary>True if the model is one of a family that another program runs, whose files only that program can judge.</summary>
    public bool IsForeign => Entry is not null && !Families.HasWeights(Entry.Family);

    /// <summary>What a model of the registry is pulled from.</summary>
    public static PullTarget Of(ModelCard entry, string? revision) => new()
    {
        Name = entry.ModelName,
        Entry = entry,
        RepoId = HubRepository.Require(entry.Source.RepoId!),
        Reference = HubRepository.RequireReference(revision ?? entry.Source.Revision ?? HubRepository.DefaultReference),
    };

    /// <summary>What a name <c>hf.co/owner/name[:revision]</c> is pulled from; <see langword="null"/> if the name is not one of a hub.</summary>
    /// <exception cref="TollamaException">Both the name and <paramref name="revision"/> name a revision, and not the same.</exception>
    public static PullTarget? Of(ModelName name, string? revision)
    {
        if (!IsHub(name))
        {
            return null;
        }

        string? tag = name.Tag == ModelName.DefaultTag ? null : name.Tag;
        if (tag is not null && revision is not null && tag != revision)
        {
            throw new TollamaException(
                ErrorCode.InvalidRequest, $"'{name}' names the revision '{tag}', and '{ModelNameGrammar.Printable(revision)}' was asked for", "name one of them");
        }

        return new PullTarget
        {
            Name = ModelName.Parse($"{HubHost}/{name.Namespace}/{name.Model}:{name.Tag}"),
            RepoId = HubRepository.Require($"{name.Namespace}/{name.Model}"),
            Reference = HubRepository.RequireReference(tag ?? revision ?? HubRepository.DefaultReference),
        };
    }

    private static bool IsHub(ModelName name) =>
        string.Equals(name.Host, HubHost, StringComparison.OrdinalIgnoreCase) || string.Equals(name.Host, LongHubHost, StringComparison.OrdinalIgnoreCase);
}

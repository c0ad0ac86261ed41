using Tollama.Catalog;
using Tollama.Core.Errors;

namespace Tollama.Store;

/// <summary>Guards the names of the registry: whoever asks for one of them means the registry's model.</summary>
/// <param name="registry">The registry; <see langword="null"/> for none, then every name is free.</param>
internal sealed class RegisteredNames(ModelRegistry? registry)
{
    /// <summary>The name that the registry means by another name of its own; any other name stays as it is.</summary>
    /// <remarks>Else what lies under <c>plants</c> would stand before the <c>plants:v1</c> that a pull of <c>plants</c> installs.</remarks>
    public ModelName Canonical(ModelName name) => registry?.Find(name)?.ModelName ?? name;

    /// <summary>Refuses to give a name of the registry to a copy, or to a model that is made of another.</summary>
    /// <param name="name">The name it shall have.</param>
    /// <param name="what">What it is, for the message: <c>a copy of 'naive'</c>.</param>
    /// <param name="force">True if the user said that the name shall be replaced.</param>
    public void RequireFree(ModelName name, string what, bool force)
    {
        if (!force && registry?.Find(name) is { } card)
        {
            throw Taken(name, card, what);
        }
    }

    /// <summary>Refuses to replace an installed model of the registry. A free name of it may be taken: files are the way to a model without a network.</summary>
    public void RequireNotReplaced(ModelName name, InstalledModel? installed, string what, bool force)
    {
        if (installed is not null)
        {
            RequireFree(name, what, force);
        }
    }

    /// <summary>What to know of a model that stands under a name of the registry and was never compared with what the registry means by it.</summary>
    /// <returns><see langword="null"/> for a model with another name, and for one that was.</returns>
    public string? WarningOf(InstalledModel model) =>
        registry?.Find(model.Name) is { } card && OriginDoubt.Of(model.Manifest) is { } doubt
            ? $"'{model.Name.Short}' is the name of the registry's '{card.Name}' ({card.Source.RepoId ?? "part of tollama"}), and these bytes were never compared with that model: {doubt}; "
                + $"'tollama pull {model.Name.Short}' compares them"
            : null;

    private static TollamaException Taken(ModelName name, ModelCard card, string what) => new(
        ErrorCode.NameReserved,
        $"'{name}' is the name of the registry's '{card.Name}' ({card.Source.RepoId ?? "part of tollama"}), and {what} would stand in its place",
        "choose another name, or say force (--force) if it shall be replaced");
}

using System.Diagnostics.CodeAnalysis;
using Tollama.Core.Errors;

namespace Tollama.Catalog;

/// <summary>A model's name: <c>[[host/]namespace/]model[:tag]</c>.</summary>
/// <remarks>
/// Names are equal whatever their case, but keep the case they were written in. Every part is safe as a file name on every system:
/// no separator, no <c>..</c>, no name that Windows gives to a device.
/// </remarks>
public sealed record ModelName
{
    /// <summary>The host of a name that has none.</summary>
    public const string DefaultHost = "tollama";

    /// <summary>The namespace of a name that has none.</summary>
    public const string DefaultNamespace = "library";

    /// <summary>The tag of a name that has none.</summary>
    public const string DefaultTag = "latest";

    private ModelName(string host, string space, string model, string tag)
    {
        Host = host;
        Namespace = space;
        Model = model;
        Tag = tag;
    }

    /// <summary>Where the name lives: <see cref="DefaultHost"/>, or the host of a model hub.</summary>
    public string Host { get; }

    /// <summary>Whose model it is: <see cref="DefaultNamespace"/>, or an owner on its host.</summary>
    public string Namespace { get; }

    /// <summary>The model: <c>chronos-bolt</c>.</summary>
    public string Model { get; }

    /// <summary>Which of its variants: <c>tiny</c>; <see cref="DefaultTag"/> if none was named.</summary>
    public string Tag { get; }

    /// <summary>The shortest form that reads back as the same name: without what is default.</summary>
    public string Short
    {
        get
        {
            string model = Same(Tag, DefaultTag) ? Model : $"{Model}:{Tag}";
            return (Same(Host, DefaultHost), Same(Namespace, DefaultNamespace)) switch
            {
                (true, true) => model,
                (true, false) => $"{Namespace}/{model}",
                _ => $"{Host}/{Namespace}/{model}",
            };
        }
    }

    /// <summary>The manifest's place below the store's <c>manifests</c> folder: <c>host/namespace/model/tag</c>.</summary>
    public string RelativeManifestPath => Path.Combine(Host, Namespace, Model, Tag);

    /// <summary>The name that a request has in one of two fields, or in both alike.</summary>
    /// <param name="model">The field <c>model</c>.</param>
    /// <param name="name">The field <c>name</c>, its older spelling.</param>
    /// <returns><see langword="null"/> if both are empty.</returns>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidName"/>; <see cref="ErrorCode.InvalidRequest"/>: they name two models.</exception>
    public static ModelName? OfEither(string? model, string? name)
    {
        ModelName? first = string.IsNullOrEmpty(model) ? null : Parse(model);
        ModelName? second = string.IsNullOrEmpty(name) ? null : Parse(name);
        return first is null || second is null || first.Equals(second) ? first ?? second : throw new TollamaException(
            ErrorCode.InvalidRequest, $"model and name are two names of one thing, and differ: '{first.Short}' and '{second.Short}'", "send one of them");
    }

    /// <summary>Reads a name.</summary>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidName"/>: the text is no name.</exception>
    public static ModelName Parse(string? text) =>
        TryParse(text, out ModelName? name)
            ? name
            : throw new TollamaException(
                ErrorCode.InvalidName,
                $"'{ModelNameGrammar.Printable(text)}' is not a model name: expected {ModelNameGrammar.Form}",
                ModelNameGrammar.Rules);

    /// <summary>Reads a name if it is one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out ModelName? name)
    {
        name = null;
        if (string.IsNullOrEmpty(text) || text.Length > ModelNameGrammar.MaxLength)
        {
            return false;
        }

        string[] parts = text.Split('/');
        string[] last = parts[^1].Split(':');
        if (parts.Length > 3 || last.Length > 2)
        {
            return false;
        }

        ModelName candidate = new(
            parts.Length == 3 ? parts[0] : DefaultHost,
            parts.Length >= 2 ? parts[^2] : DefaultNamespace,
            last[0],
            last.Length == 2 ? last[1] : DefaultTag);
        name = candidate.IsValid() ? candidate : null;
        return name is not null;
    }

    /// <summary>True if the names are the same, whatever their case.</summary>
    public bool Equals(ModelName? other) =>
        other is not null
        && Same(Model, other.Model)
        && Same(Tag, other.Tag)
        && Same(Namespace, other.Namespace)
        && Same(Host, other.Host);

    /// <inheritdoc />
    public override int GetHashCode() =>
        HashCode.Combine(
            StringComparer.OrdinalIgnoreCase.GetHashCode(Model),
            StringComparer.OrdinalIgnoreCase.GetHashCode(Tag),
            StringComparer.OrdinalIgnoreCase.GetHashCode(Namespace));

    /// <summary>The same as <see cref="Short"/>.</summary>
    public override string ToString() => Short;

    /// <summary>The name of the manifest at a <see cref="RelativeManifestPath"/>; <see langword="null"/> if it is no manifest's place.</summary>
    public static ModelName? FromPath(string relativePath)
    {
        ArgumentNullException.ThrowIfNull(relativePath);
        string[] parts = relativePath.Split(Path.DirectorySeparatorChar);
        ModelName? name = parts.Length == 4 ? new ModelName(parts[0], parts[1], parts[2], parts[3]) : null;
        return name?.IsValid() == true ? name : null;
    }

    private static bool Same(string part, string other) => string.Equals(part, other, StringComparison.OrdinalIgnoreCase);

    private bool IsValid() =>
        ModelNameGrammar.IsPart(Host)
        && ModelNameGrammar.IsNamespace(Namespace)
        && ModelNameGrammar.IsPart(Model)
        && ModelNameGrammar.IsPart(Tag);
}

using Tollama.Catalog.Architectures;

namespace Tollama.Store;

/// <summary>The files of a model that ships with the program, read and found to be whole.</summary>
internal sealed record BundledModel
{
    /// <summary>Its files: the configuration first, then the weights.</summary>
    public required IReadOnlyList<LayerContent> Files { get; init; }

    /// <summary>What its configuration says.</summary>
    public required ModelArchitecture Architecture { get; init; }
}

namespace Tollama.Catalog;

/// <summary>A registry file.</summary>
internal sealed record RegistryFile
{
    public IReadOnlyList<ModelCard> Models { get => field ?? []; init; }
}

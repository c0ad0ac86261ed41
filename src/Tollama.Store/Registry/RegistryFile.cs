namespace Tollama.Store;

/// <summary>A registry file.</summary>
internal sealed record RegistryFile
{
    public IReadOnlyList<RegistryEntry> Models { get => field ?? []; init; }
}

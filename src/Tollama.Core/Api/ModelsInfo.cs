namespace Tollama.Core.Api;

/// <summary>The models in <see cref="InfoResponse"/>.</summary>
public sealed record ModelsInfo
{
    /// <summary>What is installed.</summary>
    public required IReadOnlyList<RegistryModel> Installed { get; init; }

    /// <summary>The names of what is in memory.</summary>
    public required IReadOnlyList<LoadedInfo> Loaded { get; init; }

    /// <summary>What can be pulled.</summary>
    public required IReadOnlyList<RegistryModel> Available { get; init; }
}

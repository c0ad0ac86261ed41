namespace Tollama.Store;

/// <summary>What is installed.</summary>
public sealed record StoreListing
{
    /// <summary>The models, newest first.</summary>
    public required IReadOnlyList<InstalledModel> Models { get; init; }

    /// <summary>Manifests that were skipped because they are damaged: a sentence each, with the file and the reason.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}

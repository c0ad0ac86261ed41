namespace Tollama.Core.Protocol;

/// <summary>The runner introduces itself.</summary>
public sealed record HelloResult
{
    /// <summary>The runner's name: <c>tollama-runner</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The runner's version.</summary>
    public required string Version { get; init; }

    /// <summary>The protocol version that the runner speaks; <see langword="null"/> when it does not say so, which means the first.</summary>
    public int? Protocol { get; init; }

    /// <summary>The families that it can load.</summary>
    public IReadOnlyList<string> Families { get => field ?? []; init; }

    /// <summary>The methods that it answers.</summary>
    public IReadOnlyList<string> Capabilities { get => field ?? []; init; }
}

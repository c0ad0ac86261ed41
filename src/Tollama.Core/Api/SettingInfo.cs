namespace Tollama.Core.Api;

/// <summary>An environment variable of the daemon in <see cref="InfoResponse"/>.</summary>
public sealed record SettingInfo
{
    /// <summary>Its name: <c>TOLLAMA_KEEP_ALIVE</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What is in effect; of a secret only how long it is.</summary>
    public required string Value { get; init; }

    /// <summary>True when the variable is not set.</summary>
    public required bool IsDefault { get; init; }
}

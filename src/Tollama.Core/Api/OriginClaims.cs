namespace Tollama.Core.Api;

/// <summary>What an archive says of the model in it. Whoever wrote the archive could write anything.</summary>
public sealed record OriginClaims
{
    /// <summary>The name it had.</summary>
    public string? Name { get; init; }

    /// <summary>Where it is said to come from.</summary>
    public ModelSource? Source { get; init; }

    /// <summary>The licence it is said to have.</summary>
    public string? License { get; init; }

    /// <summary>How it is said to have come to the machine that wrote the archive.</summary>
    public string? How { get; init; }
}

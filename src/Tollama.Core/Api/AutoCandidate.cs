namespace Tollama.Core.Api;

/// <summary>A model that could have answered.</summary>
public sealed record AutoCandidate
{
    /// <summary>The model.</summary>
    public required string Model { get; init; }

    /// <summary>Its family.</summary>
    public required string Family { get; init; }

    /// <summary>Its place, from 1.</summary>
    public required int Rank { get; init; }

    /// <summary>Higher is better; 1 for the model that answered.</summary>
    public required double Score { get; init; }

    /// <summary>Why.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }
}

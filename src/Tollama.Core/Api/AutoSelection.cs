namespace Tollama.Core.Api;

/// <summary>What <c>POST /api/auto-forecast</c> says of its choice, in the words of the Python tollama.</summary>
public sealed record AutoSelection
{
    /// <summary>The strategy that was asked for: <c>auto</c>, <c>fastest</c>, <c>best_accuracy</c>, <c>ensemble</c>.</summary>
    public required string Strategy { get; init; }

    /// <summary>The model that answered.</summary>
    public required string ChosenModel { get; init; }

    /// <summary>The same, as a list.</summary>
    public required IReadOnlyList<string> SelectedModels { get; init; }

    /// <summary>What was chosen among.</summary>
    public required IReadOnlyList<AutoCandidate> Candidates { get; init; }

    /// <summary>How each series was forecast, each way once.</summary>
    public required IReadOnlyList<string> Rationale { get; init; }

    /// <summary>True if another model answered than the first choice.</summary>
    public bool FallbackUsed { get; init; }
}

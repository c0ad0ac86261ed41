using Tollama.Core.Errors;

namespace Tollama.Core.Api;

/// <summary><c>POST /api/validate</c>: what a forecast request would be told.</summary>
public sealed record ValidationResponse
{
    /// <summary>True when the request would be accepted.</summary>
    public required bool Valid { get; init; }

    /// <summary>All of its faults, a sentence each.</summary>
    public required IReadOnlyList<string> Errors { get; init; }

    /// <summary>The same faults with their places, for programs.</summary>
    public IReadOnlyList<Fault> Faults { get => field ?? []; init; }

    /// <summary>What would be repaired or ignored.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>How a table was understood; absent for a JSON request.</summary>
    public string? Input { get; init; }

    /// <summary>What would make the forecast better.</summary>
    public required IReadOnlyList<string> Suggestions { get; init; }
}

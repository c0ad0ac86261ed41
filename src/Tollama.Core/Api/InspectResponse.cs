namespace Tollama.Core.Api;

/// <summary><c>POST /api/inspect</c>: how data are understood, and what a forecast of them would do, without doing it.</summary>
public sealed record InspectResponse
{
    /// <summary>One line for people: <c>time: Month (1949-01 … 1960-12), target: Passengers, id: none, freq: one month</c>; absent for a JSON request.</summary>
    public string? Input { get; init; }

    /// <summary>The zone of which the time stamps are local times, by its full name; absent when none was said.</summary>
    public string? Timezone { get; init; }

    /// <summary>The columns of a table, in its order; absent for a JSON request.</summary>
    public IReadOnlyList<InspectedColumn>? Columns { get; init; }

    /// <summary>The series, the first thousand of many.</summary>
    public required IReadOnlyList<InspectedSeries> Series { get; init; }

    /// <summary>How many series there are.</summary>
    public required int SeriesCount { get; init; }

    /// <summary>The steps that would be forecast.</summary>
    public required int Horizon { get; init; }

    /// <summary>Why so many: <c>asked for</c>, <c>the rows after the last value</c>, <c>usual for steps of one month</c>.</summary>
    public required string HorizonReason { get; init; }

    /// <summary>The model that would be a good choice.</summary>
    public required string Model { get; init; }

    /// <summary>Options that would help, by name, with their reason.</summary>
    public IReadOnlyDictionary<string, string>? Options { get; init; }

    /// <summary>What would be assumed, repaired or left out.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Series that cannot be forecast.</summary>
    public IReadOnlyList<SeriesError>? Errors { get; init; }

    /// <summary>The version of the program that looked.</summary>
    public required string TollamaVersion { get; init; }
}

using Tollama.Core.Api;

namespace Tollama.Daemon.Operations;

/// <summary>What series were answered at an earlier origin.</summary>
/// <param name="Forecasts">The forecasts, with their times, in the order of the series.</param>
/// <param name="Errors">The series that could not be forecast there.</param>
/// <param name="Warnings">What the answer warns of.</param>
internal sealed record OriginOutcome(IReadOnlyList<SeriesForecastData> Forecasts, IReadOnlyList<SeriesError> Errors, IReadOnlyList<string> Warnings)
{
    /// <summary>How long was waited for the model to be loaded; zero where it was there.</summary>
    internal TimeSpan Load { get; init; }

    /// <summary>The model that answered; <see langword="null"/> where none did.</summary>
    internal string? Model { get; init; }

    /// <summary>Why that model answered in place of the one asked for; <see langword="null"/> if it is that one.</summary>
    internal string? Reason { get; init; }
}

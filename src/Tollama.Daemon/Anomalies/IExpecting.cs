using Tollama.Core.Series;

namespace Tollama.Daemon.Anomalies;

/// <summary>Says what was expected of series at earlier origins.</summary>
internal interface IExpecting
{
    /// <summary>What was expected of each series at its origin; a series that fails has none.</summary>
    /// <param name="series">The series.</param>
    /// <param name="ages">For each how many of its last values come after its origin; at least as many as <paramref name="steps"/>.</param>
    /// <param name="steps">How many values after the origin are expected.</param>
    Task<IReadOnlyDictionary<string, Expectation>> ExpectAsync(IReadOnlyList<TimeSeries> series, IReadOnlyList<int> ages, int steps);
}

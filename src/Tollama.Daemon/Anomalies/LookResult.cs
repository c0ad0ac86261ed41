using Tollama.Core.Api;

namespace Tollama.Daemon.Anomalies;

/// <summary>What a look at series found.</summary>
/// <param name="Watched">The series that were looked at, by name.</param>
/// <param name="Errors">Those that could not be, by name. Series that are too short are in neither.</param>
/// <param name="Warnings">What the user should know: that a model was installed.</param>
internal sealed record LookResult(IReadOnlyDictionary<string, WatchedSeries> Watched, IReadOnlyDictionary<string, SeriesError> Errors, IReadOnlyList<string> Warnings);

using Tollama.Core.Series;

namespace Tollama.Data.Repair;

/// <summary>What became of a series that was repaired.</summary>
/// <param name="Series">The series on a regular grid: ascending, without duplicates, gaps filled with missing values; it knows the steps to forecast.</param>
/// <param name="Warnings">What was repaired, one sentence a kind with the series' name and a count; empty for a clean series.</param>
public sealed record Repaired(TimeSeries Series, IReadOnlyList<string> Warnings);

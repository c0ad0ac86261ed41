namespace Tollama.Daemon.Backtests.Scoring;

/// <summary>The measures of all compared models in one window, which all of them answered.</summary>
/// <param name="Series">The place of the series in the answer.</param>
/// <param name="Models">For each model its measures.</param>
/// <param name="Baseline">Those of the seasonal naive forecast; <see langword="null"/> where it is not there.</param>
internal readonly record struct ScoredCell(int Series, MeasureValues[] Models, MeasureValues? Baseline);

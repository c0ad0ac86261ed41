namespace Tollama.Daemon.Backtests.Scoring;

/// <summary>How a model ranks among others.</summary>
/// <param name="Mean">The mean of its ranks, 1 the best.</param>
/// <param name="Half">Half of the distance in which mean ranks cannot be told apart; <see langword="null"/> where none can be told.</param>
internal readonly record struct ModelRank(double Mean, double? Half);

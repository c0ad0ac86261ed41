namespace Tollama.Core.Analysis;

/// <summary>How much of a series is looked at, and what is looked for.</summary>
/// <param name="MaxPoints">So many values at the end of a series are looked at; at least 1, 100,000 by default.</param>
/// <param name="LongestSeason">The longest season that is looked for, in values; at least 1, no limit by default.</param>
/// <param name="MostSeasons">How many seasons are told, the strongest first; at least 1, 3 by default.</param>
/// <param name="Ranges">
/// How many interquartile ranges beyond its quartiles a remainder belongs to an anomaly; above 0, 3 by default.
/// </param>
public sealed record AnalysisSettings(
    int MaxPoints = AnalysisSettings.UsualPoints,
    int LongestSeason = int.MaxValue,
    int MostSeasons = AnalysisSettings.UsualSeasons,
    double Ranges = AnalysisSettings.UsualRanges)
{
    /// <summary>How many values are looked at when nobody says how many: 100,000.</summary>
    public const int UsualPoints = 100_000;

    /// <summary>How many seasons are told when nobody says how many: 3.</summary>
    public const int UsualSeasons = 3;

    /// <summary>How far from the rest an anomaly lies when nobody says how far: 3 interquartile ranges.</summary>
    public const double UsualRanges = 3;
}

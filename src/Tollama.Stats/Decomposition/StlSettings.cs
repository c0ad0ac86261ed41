namespace Tollama.Stats;

/// <summary>How smooth the components of <see cref="Stl"/> are. The defaults are those of R's <c>stl</c>.</summary>
public sealed record StlSettings
{
    /// <summary>
    /// How many seasons the smoothing of each position of the season (all Januaries) spans: made odd, at least 7 advised;
    /// <see langword="null"/> (the default) for a season that never changes.
    /// </summary>
    public int? SeasonalWindow { get; init; }

    /// <summary>0 (the default) to smooth each position of the season by local means, 1 by local lines.</summary>
    public int SeasonalDegree { get; init; }

    /// <summary>
    /// How many values the smoothing of the trend spans, made odd; <see langword="null"/> (the default) for
    /// 1.5 * season / (1 - 1.5 / <see cref="SeasonalWindow"/>), the smallest that leaves the season to the season.
    /// </summary>
    public int? TrendWindow { get; init; }

    /// <summary>0 to smooth the trend by local means, 1 (the default) by local lines.</summary>
    public int TrendDegree { get; init; } = 1;

    /// <summary>Whether outliers are recognised and go to the remainder alone: 15 rounds instead of 1. False by default.</summary>
    public bool Robust { get; init; }
}

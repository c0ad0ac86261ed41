namespace Tollama.Stats;

/// <summary>How complex exponential smoothing treats a season.</summary>
public enum CesSeason
{
    /// <summary>Not at all: one level.</summary>
    None,

    /// <summary>A level of its own for each position in the season, all smoothed alike.</summary>
    Simple,

    /// <summary>A level, and a season that is added and smoothed with a real parameter.</summary>
    Partial,

    /// <summary>A level, and a season that is added and smoothed with a complex parameter of its own.</summary>
    Full,
}

namespace Tollama.Neural;

/// <summary>The switches of Toto 2.0. The defaults are those of its makers' own forecaster.</summary>
internal sealed record Toto2Settings
{
    /// <summary>The patches of a pass; more are forecast one block after the other, each fed with the medians before it.</summary>
    public required int BlockPatches { get; init; }

    /// <summary>Patches with fewer observations up to their end take the scale of the first so many.</summary>
    public int FewestObservations { get; init; } = 8;

    /// <summary>How many scales a forecast may lie outside of the history at the most; 0 for no limit.</summary>
    public double Cap { get; init; }
}

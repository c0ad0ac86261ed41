namespace Tollama.Stats;

/// <summary>How much work <see cref="Auto"/> puts into a series.</summary>
public enum AutoTier
{
    /// <summary>Three cheap methods: tenths of a millisecond for a usual series. <c>auto:fast</c>.</summary>
    Fast,

    /// <summary>Five methods, the slow ones among them. <c>auto</c>.</summary>
    Balanced,

    /// <summary>As <see cref="Balanced"/> with more methods, always weighed by their errors at earlier origins. <c>auto:best</c>.</summary>
    Best,
}

namespace Tollama.Stats;

/// <summary>How much work <see cref="Auto"/> puts into a series.</summary>
public enum AutoTier
{
    /// <summary>The mean of three to seven cheap methods: about two milliseconds for a monthly series. <c>auto:fast</c>.</summary>
    Fast,

    /// <summary>
    /// Seven to nine methods, the slow ones among them, weighed by their errors at earlier origins where that helps. <c>auto</c>.
    /// </summary>
    Balanced,

    /// <summary>As <see cref="Balanced"/> with more methods, always weighed by their errors at earlier origins. <c>auto:best</c>.</summary>
    Best,
}

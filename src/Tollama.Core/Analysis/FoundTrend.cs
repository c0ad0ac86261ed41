namespace Tollama.Core.Analysis;

/// <summary>Where a series goes.</summary>
/// <param name="Direction"><c>up</c>, <c>down</c> or <c>flat</c>.</param>
/// <param name="Slope">The change from one value to the next on the straight line through the series.</param>
/// <param name="R2">How much of the series that line explains: from 0 to 1.</param>
/// <param name="Strength">How much of what the seasons leave the smooth trend explains: from 0 to 1.</param>
public sealed record FoundTrend(string Direction, double Slope, double R2, double Strength)
{
    /// <summary>It rises.</summary>
    public const string Up = "up";

    /// <summary>It falls.</summary>
    public const string Down = "down";

    /// <summary>It does neither, as far as can be told.</summary>
    public const string Flat = "flat";
}

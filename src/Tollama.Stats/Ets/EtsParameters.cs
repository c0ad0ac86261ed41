namespace Tollama.Stats;

/// <summary>Where each estimated number of an exponential smoothing model stands in a row of numbers.</summary>
internal static class EtsParameters
{
    /// <summary>The share of the error that moves the level.</summary>
    public const int Alpha = 0;

    /// <summary>The share of the error that moves the slope; while searching, as a share of its range.</summary>
    public const int Beta = 1;

    /// <summary>The share of the error that moves the season; while searching, as a share of its range.</summary>
    public const int Gamma = 2;

    /// <summary>The damping of the slope.</summary>
    public const int Phi = 3;

    /// <summary>The level before the first value.</summary>
    public const int Level = 4;

    /// <summary>The slope before the first value.</summary>
    public const int Slope = 5;

    /// <summary>The first of the season's figures; the last figure follows from the others.</summary>
    public const int Season = 6;

    /// <summary>The lowest alpha, beta and gamma.</summary>
    public const double Lowest = 1e-4;

    /// <summary>The highest alpha.</summary>
    public const double Highest = 1 - Lowest;

    /// <summary>The lowest phi.</summary>
    public const double LowestPhi = 0.8;

    /// <summary>The highest phi.</summary>
    public const double HighestPhi = 0.98;
}

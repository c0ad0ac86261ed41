namespace Tollama.Stats;

/// <summary>The test that decides whether <see cref="AutoArima"/> differences a series over its season.</summary>
public enum SeasonalUnitRootTest
{
    /// <summary>The strength of the season, <c>seas</c>: above <see cref="SeasonalStrength.DifferenceThreshold"/>. The default.</summary>
    Strength,

    /// <summary>Osborn, Chui, Smith and Birchenhall (1988), <c>ocsb</c>: a seasonal unit root is not rejected at level 0.05.</summary>
    Ocsb,
}

using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>The season that a theta method takes off before it looks at the series.</summary>
internal static class SeasonalAdjustment
{
    private const double SmallestFactor = 1e-10;

    /// <summary>
    /// The decomposition of a history whose season passes <see cref="SeasonalityTest"/>; <see langword="null"/> for any other.
    /// </summary>
    /// <param name="history">The history.</param>
    /// <param name="kind">
    /// How the season joins the series; by default it is multiplied when its figure is positive throughout, else added.
    /// </param>
    /// <param name="meter">Counts the work.</param>
    public static ClassicalDecomposition? Find(History history, WorkMeter meter, DecompositionKind? kind = null)
    {
        if (!SeasonalityTest.IsSeasonal(history.Values, history.SeasonLength, meter))
        {
            return null;
        }

        ClassicalDecomposition Decompose(DecompositionKind wanted) =>
            ClassicalDecomposition.Decompose(history.Values, history.SeasonLength, wanted, meter);

        if (kind != DecompositionKind.Additive)
        {
            ClassicalDecomposition multiplicative = Decompose(DecompositionKind.Multiplicative);
            if (Array.TrueForAll(multiplicative.Figure, factor => factor >= SmallestFactor && double.IsFinite(factor)))
            {
                return multiplicative;
            }
        }

        return Decompose(DecompositionKind.Additive);
    }

    /// <summary>What became of the season, for people: <c>multiplicative season of 12</c>.</summary>
    public static string Describe(ClassicalDecomposition? season) => season is null
        ? "no season"
        : $"{(season.Kind == DecompositionKind.Additive ? "additive" : "multiplicative")} season of {season.Figure.Length}";
}

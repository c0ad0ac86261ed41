namespace Tollama.Catalog;

/// <summary>The families of tollama, each declared once.</summary>
public static class Families
{
    private static readonly string[] OfRegression = ["covariate_regression", "covariate_ridge"];

    private static readonly string[] OfStats = ["season_length", "non_negative", "box_cox", "robust", .. OfRegression];

    private static readonly string[] OfNeural = ["context_length", "raw_quantiles", "non_negative", .. OfRegression];

    /// <summary>Classical models.</summary>
    public static ModelFamily Stats { get; } = new() { Name = "stats", ClampsByDefault = true, Options = OfStats };

    /// <summary>A model for trying out everything around a model.</summary>
    public static ModelFamily Mock { get; } = new() { Name = "mock" };

    /// <summary>Chronos-Bolt.</summary>
    public static ModelFamily ChronosBolt { get; } = new()
    {
        Name = "chronos-bolt",
        HasWeights = true,
        AutoRank = PlaceOf(4),
        Options = ["roll_out", .. OfNeural],
    };

    /// <summary>Chronos-2.</summary>
    public static ModelFamily Chronos2 { get; } = new()
    {
        Name = "chronos-2",
        HasWeights = true,
        ReadsPastCovariates = true,
        ReadsFutureCovariates = true,
        AutoRank = PlaceOf(1),
        Options = ["joint", "cross_learning", .. OfNeural],
    };

    /// <summary>TimesFM 2.5.</summary>
    public static ModelFamily TimesFm { get; } = new()
    {
        Name = "timesfm",
        HasWeights = true,
        ClampsByDefault = true,
        AutoRank = PlaceOf(2),
        Options = ["force_flip_invariance", "normalize_inputs", "use_continuous_quantile_head", "normalization_window", .. OfNeural],
    };

    /// <summary>Toto 2.0.</summary>
    public static ModelFamily Toto2 { get; } = new()
    {
        Name = "toto2",
        HasWeights = true,
        AutoRank = PlaceOf(3),
        Options = ["joint", "cross_learning", "observe_padding", .. OfNeural],
    };

    /// <summary>TinyTimeMixer, releases r1 and r2.</summary>
    public static ModelFamily Ttm { get; } = new() { Name = "ttm", HasWeights = true, Options = ["preparation", .. OfNeural] };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ModelFamily> All { get; } = [Stats, Mock, ChronosBolt, Chronos2, TimesFm, Toto2, Ttm];

    /// <summary>The families with an <see cref="ModelFamily.AutoRank"/>, the one that is asked first before the others.</summary>
    public static IReadOnlyList<ModelFamily> Ranked { get; } =
        [.. All.Where(family => family.AutoRank is not null).OrderBy(family => family.AutoRank!.Place)];

    /// <summary>The family of this name; <see langword="null"/> if tollama has none: another program may.</summary>
    public static ModelFamily? Find(string? name) => All.FirstOrDefault(family => family.Name == name);

    /// <summary>True if models of the family of this name have weights that tollama can read.</summary>
    public static bool HasWeights(string? name) => Find(name) is { HasWeights: true };

    // The places are by accuracy on the fev benchmark. The costs are about the same for all of them.
    private static AutoRank PlaceOf(int place) => new(place, ValuesPerToken: 16, RollOutPaths: 9);
}

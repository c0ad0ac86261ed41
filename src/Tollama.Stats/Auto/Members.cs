namespace Tollama.Stats;

/// <summary>The methods that take part in the recipes of <see cref="Auto"/>.</summary>
/// <remarks>
/// Some see the series through a logarithm or a square root. They expect growth and seasons that multiply, where the others expect them to add; the mean of both
/// lies between. Only a series above 0 has them.
/// </remarks>
internal static class Members
{
    private static readonly BoxCox Logarithm = new(0);
    private static readonly BoxCox SquareRoot = new(0.5);

    public static readonly EnsembleMember Ets = new(new AutoEts());
    public static readonly EnsembleMember Arima = new(new AutoArima());
    public static readonly EnsembleMember Ar = new(new Autoregression());
    public static readonly EnsembleMember ArOfRoots = Of(SquareRoot, new Autoregression(), "ar of square roots");
    public static readonly EnsembleMember ArWithoutSeason = new(new Autoregression(), MemberSeasons.None, "ar without season");
    public static readonly EnsembleMember ArWithShortSeason = new(new Autoregression(), MemberSeasons.Shortest, "ar with the shortest season");
    public static readonly EnsembleMember Dotm = new(new DynamicOptimizedThetaModel());
    public static readonly EnsembleMember DotmWithoutSeason = new(new DynamicOptimizedThetaModel(), MemberSeasons.None, "dotm without season");
    public static readonly EnsembleMember Otm = new(new OptimizedThetaModel());
    public static readonly EnsembleMember Ces = new(new AutoCes());
    public static readonly EnsembleMember CesOfLogarithms = Of(Logarithm, new AutoCes(), "CES of logarithms");
    public static readonly EnsembleMember MstlEts = new(new Mstl(new AutoEts()), Label: "mstl with ETS");
    public static readonly EnsembleMember MstlTheta = new(new Mstl(new Theta()), Label: "mstl with theta");
    public static readonly EnsembleMember MstlThetaOfLogarithms = Of(Logarithm, new Mstl(new Theta()), "mstl with theta of logarithms");
    public static readonly EnsembleMember MstlAr = new(new Mstl(new Autoregression()), Label: "mstl with ar");
    public static readonly EnsembleMember MstlArOfLogarithms = Of(Logarithm, new Mstl(new Autoregression()), "mstl with ar of logarithms");
    public static readonly EnsembleMember SeasonalNaive = new(new SeasonalNaive(), Label: "seasonal-naive");
    public static readonly EnsembleMember Level = new(new SimpleSmoothing(), Label: "ses");
    public static readonly EnsembleMember Drift = new(new Drift());
    public static readonly EnsembleMember DriftOfRoots = Of(SquareRoot, new Drift(), "drift of square roots");
    public static readonly EnsembleMember DriftOfLogarithms = Of(Logarithm, new Drift(), "drift of logarithms");
    public static readonly EnsembleMember DampedHolt = new(new Holt(damped: true));

    /// <summary>Whether logarithms and square roots of a history mean something: all its values are above 0, and 0 is where it was.</summary>
    public static bool HasPowers(History history) => history.Level == 0 && Array.TrueForAll(history.Values, value => value > 0);

    /// <summary>Those of some members that can see a history: without the transformed ones where it is not above 0.</summary>
    public static EnsembleMember[] For(History history, params EnsembleMember[] members) =>
        HasPowers(history) ? members : Array.FindAll(members, member => member.Model is not TreatedModel);

    private static EnsembleMember Of(BoxCox transformation, UnivariateModel model, string label) =>
        new(new TreatedModel(model, new BoxCoxTreatment(transformation, biasAdjusted: false)), Label: label);
}

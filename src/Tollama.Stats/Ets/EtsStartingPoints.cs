namespace Tollama.Stats;

/// <summary>Where searches begin: alpha, beta and gamma as shares of their ranges, phi.</summary>
/// <remarks>
/// Chosen by trying many on the training parts of M3 and Tourism: without a trend one point nearly always leads to the best maximum, with a
/// trend three leave out about 1 % of the maxima, and what they leave out is seldom the form that wins.
/// </remarks>
internal static class EtsStartingPoints
{
    private static readonly double[] Middle = [0.5, 0.1, 0.1, 0.95];
    private static readonly double[] Calm = [0.3, 0.05, 0.05, 0.95];
    private static readonly double[] Nervous = [0.98, 0.98, 0.01, 0.9];
    private static readonly double[] Still = [0.02, 0.02, 0.3, 0.97];
    private static readonly double[] Fading = [0.001, 0.001, 0.001, 0.8];
    private static readonly double[] Slow = [0.1, 0.1, 0.1, 0.9];
    private static readonly double[] Quick = [0.9, 0.1, 0.1, 0.9];
    private static readonly double[] Mixed = [0.3, 0.5, 0.5, 0.85];
    private static readonly double[] Seasonal = [0.7, 0.02, 0.7, 0.97];
    private static readonly double[] Lasting = [0.001, 0.001, 0.001, 0.98];

    private static readonly double[][] WithoutTrend = [Middle, Still];
    private static readonly double[][] SeasonWithoutTrend = [Middle, Still, Quick];
    private static readonly double[][] WithTrend = [Middle, Nervous, Still];
    private static readonly double[][] WithDampedTrend = [Calm, Nervous, Fading];
    private static readonly double[][] LevelBesideTwin = [Middle];
    private static readonly double[][] SeasonBesideTwin = [Middle, Quick];
    private static readonly double[][] TrendBesideTwin = [Nervous, Still];
    private static readonly double[][] DampedBesideTwin = [Fading];

    /// <summary>All points, for a form that has no rival.</summary>
    public static double[][] All { get; } = [Middle, Calm, Nervous, Still, Fading, Slow, Quick, Mixed, Seasonal, Lasting];

    /// <summary>A few points for one form of many.</summary>
    public static double[][] Few(EtsForm form) => form.Damped ? WithDampedTrend : form.HasTrend ? WithTrend : form.HasSeason ? SeasonWithoutTrend : WithoutTrend;

    /// <summary>What to try besides the optimum of the same form with the other error.</summary>
    public static double[][] BesideTwin(EtsForm form) => form.Damped ? DampedBesideTwin : form.HasTrend ? TrendBesideTwin : form.HasSeason ? SeasonBesideTwin : LevelBesideTwin;
}

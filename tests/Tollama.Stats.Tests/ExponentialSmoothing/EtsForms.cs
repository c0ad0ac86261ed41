namespace Tollama.Stats.Tests.ExponentialSmoothing;

/// <summary>The 30 forms, and plausible parameters for each.</summary>
internal static class EtsForms
{
    public const int Season = 4;

    public static IEnumerable<string> Names =>
        from error in "AM" from trend in (string[])["N", "A", "Ad", "M", "Md"] from season in "NAM" select $"{error}{trend}{season}";

    public static TheoryData<string> All => [.. Names];

    public static EtsForm Parse(string name) => EtsPattern.Parse(name).Single!.Value;

    /// <summary>A level of 2 that rises by about 1 % a step.</summary>
    public static (double[] Parameters, double[] Season) Typical(EtsForm form)
    {
        double[] season = form.Season switch
        {
            EtsComponent.None => [0],
            EtsComponent.Additive => [0.3, -0.2, 0.1, -0.2],
            _ => [1.2, 0.9, 1.05, 0.85],
        };
        double slope = form.Trend switch
        {
            EtsComponent.None => 0,
            EtsComponent.Additive => 0.02,
            _ => 1.01,
        };
        double[] parameters =
        [
            0.4, form.HasTrend ? 0.05 : 0, form.HasSeason ? 0.2 : 0, form.Damped ? 0.95 : 1, 2, slope, .. season[..^1],
        ];
        return (parameters, season);
    }
}

namespace Tollama.Daemon.Intervals;

/// <summary>At which earlier ends of its history a series is forecast again, to see how wrong the forecasts were.</summary>
/// <remarks>
/// An age is how many of the last values are cut off. Ages of a horizon and more show errors of every step; smaller ones, taken where the history has no room for enough of
/// the others, show those of the first steps. Origins lie at most a horizon apart, so that the latest errors count. Numbers here and in <see cref="OriginErrors"/> were chosen on the last horizons of
/// the training parts of M3, Tourism, M4 weekly, livestock and Australian retail data.
/// </remarks>
internal static class OriginAges
{
    /// <summary>The most origins of a series.</summary>
    internal const int Most = 100;

    /// <summary>The most values that a series and its cut copies have together.</summary>
    internal const long MostValues = 4_000_000;

    private const int Usual = 20;

    // Of a history a third is kept at the earliest origin, and no fewer values than any model needs to say something.
    private const int KeptOneIn = 3;
    private const int LeastKept = 4;

    /// <summary>How many errors a quantile level takes: with fewer, all future values beyond the extreme ones would have a smaller chance than the level says.</summary>
    /// <param name="level">In (0, 1).</param>
    internal static int ErrorsFor(double level) => (int)Math.Ceiling(Math.Min(1 / Math.Min(level, 1 - level), int.MaxValue) - 1 - 1e-9);

    /// <summary>The ages, the most recent origins last.</summary>
    /// <param name="length">How many values the history has.</param>
    /// <param name="horizon">How many steps are forecast.</param>
    /// <param name="season">Values in a season, 1 for none: the earliest origin sees two and a value more, where there are so many.</param>
    /// <param name="errors">How many errors are needed.</param>
    internal static IReadOnlyList<int> Of(int length, int horizon, int season, int errors)
    {
        int kept = Math.Max((length + KeptOneIn - 1) / KeptOneIn, LeastKept);
        long seasons = (2L * season) + 1;
        kept = season > 1 && length >= seasons ? (int)Math.Max(kept, Math.Min(length - 1, seasons)) : kept;
        int oldest = length - kept;
        int wanted = (int)Math.Min(Math.Clamp((errors + (long)horizon - 1) / horizon, Usual, Most), (MostValues / length) - 1);
        if (oldest < 1 || wanted < 1)
        {
            return [];
        }

        int step = Math.Clamp((oldest - horizon) / Math.Max(1, wanted - 1), 1, horizon);
        List<int> ages = [];
        for (long age = horizon; age <= oldest && ages.Count < wanted; age += step)
        {
            ages.Add((int)age);
        }

        for (int age = Math.Min(horizon - 1, oldest); age >= 1 && ages.Count < wanted; age--)
        {
            ages.Add(age);
        }

        ages.Sort((left, right) => right - left);
        return ages;
    }
}

using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>How much wider than the methods say the intervals of a combination have to be.</summary>
/// <remarks>
/// The methods count the noise, as they saw it while fitting, not that the series may change its ways or that the method may be wrong; on
/// short series without season their 95 % intervals cover 80 % (M4: Makridakis, Spiliotis and Assimakopoulos, International Journal of
/// Forecasting 36, 2020, table 6). Long histories are asked: the intervals at earlier origins are widened or narrowed until they cover what came (split-conformal
/// prediction: Vovk, Gammerman and Shafer, Algorithmic learning in a random world, 2005, section 4.1), half of the way on a logarithmic scale, because a few
/// origins tell the width no better than that. Short ones get a factor that depends on their length. docs/models/auto.md shows both.
/// </remarks>
internal static class IntervalCalibration
{
    // So many values, and so many errors at earlier origins, show a width.
    private const int ValuesNeeded = 150;
    private const int ErrorsNeeded = 8;
    private const double Level = 0.95;
    private const double ByExperience = 1.1;
    private const double LeastByErrors = 0.5;
    private const double MostByErrors = 3;
    private const int OperationsPerError = 40;
    private const double Inner = 0.9;

    // Without season: the trend may bend. What n values cannot show, fewer values can show even less.
    private const double BendAtFirstStep = 0.42;
    private const double BendPerStep = 0.22;
    private const int BendingSteps = 7;
    private const double LengthThatShowsBends = 45;
    private const double BendPower = 5;

    // With a season, it or the trend may change.
    private const double WithSeason = 1.05;
    private const double ChangeAtFirstStep = 0.2;
    private const double ChangePerSeason = 0.2;
    private const double LengthThatShowsChanges = 40;
    private const double ChangePower = 4;

    /// <summary>The factors for a history.</summary>
    /// <param name="history">The history.</param>
    /// <param name="earlier">What its methods would have forecast at earlier origins; <see langword="null"/> when none was tried.</param>
    /// <param name="meter">Counts the work.</param>
    public static IntervalWidth For(History history, RollingOriginWeights? earlier, WorkMeter meter)
    {
        if (AsksOrigins(history) && earlier is not null)
        {
            meter.Spend((long)OperationsPerError * earlier.Forecasts.Sum(forecast => forecast.Actual.Length * earlier.Weights.Length));
            double[] ratios = [.. earlier.Forecasts.SelectMany(forecast => forecast.Ratios(earlier.Weights)).Order()];
            if (ratios.Length >= ErrorsNeeded)
            {
                double shown = Math.Clamp(Quantile(ratios, Level), LeastByErrors, MostByErrors);
                return new IntervalWidth(Math.Sqrt(shown * ByExperience), 0, 0, Inner);
            }
        }

        if (history.SeasonLength == 1)
        {
            double shortness = Shortness(history, LengthThatShowsBends, BendPower);
            return new IntervalWidth(1 + (BendAtFirstStep * shortness), BendPerStep * shortness, BendingSteps, Inner);
        }

        double doubt = Shortness(history, LengthThatShowsChanges, ChangePower);
        return new IntervalWidth(WithSeason + (ChangeAtFirstStep * doubt), ChangePerSeason * doubt / history.SeasonLength, 2 * history.SeasonLength, Inner);
    }

    /// <summary>Whether a history is long enough for earlier origins to show a width.</summary>
    public static bool AsksOrigins(History history) => history.Values.Length >= ValuesNeeded;

    private static double Shortness(History history, double length, double power) => 1 / (1 + Math.Pow(history.Values.Length / length, power));

    // Between the two nearest of sorted values, as R's type 7.
    private static double Quantile(double[] sorted, double level)
    {
        double place = level * (sorted.Length - 1);
        int below = (int)place;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}

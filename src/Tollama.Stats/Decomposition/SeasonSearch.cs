using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>The search for the seasons of one series that <see cref="SeasonDetector.Search(ReadOnlySpan{double}, int)"/> does.</summary>
/// <remarks>docs/models/auto.md says on which data the constants were chosen.</remarks>
internal sealed class SeasonSearch(double[] values, int longest, WorkMeter meter)
{
    private const int MostFound = 3;
    private const int CandidatesRefined = 3;

    // A season nobody named has to explain more: many were tried. What was seen often is believed sooner.
    private const double SearchRatio = 0.8;
    private const double RatioOfManyCycles = 0.9;
    private const int ShortestOfManyCycles = 4;

    // What a season leaves over is smooth, and wanders like another one.
    private const double OtherRatio = 0.5;

    // A season this near to one that was found is its remainder, not another.
    private const double Nearness = 0.1;

    // A divisor that predicts nearly as well is the season; a divisor and the season are two when they predict better than the season
    // alone, or a calendar joins them.
    private const double DivisorRatio = 0.95;
    private const double DivisorAllowance = 1.02;
    private const double Tie = 0.98;
    private const double Both = 0.9;

    // A season that is no whole number of values.
    private const int ShortestUneven = 3;
    private const int MostCycles = 12;
    private const int MostParts = 6;
    private const double Unevenness = 0.25;
    private const double WholeGain = 0.9;
    private const double WholeGainOfFewCycles = 0.5;

    // What repeats in each cycle is believed of several cycles that the history has a little more than twice.
    private const double CyclesOfWhole = 2.2;

    private readonly List<int> _found = [];
    private readonly int _highest = Math.Min(longest, values.Length / 3);
    private double[] _rest = values;

    private double MostWhole => Math.Min(longest, _rest.Length / CyclesOfWhole);

    /// <summary>The seasons, the one that explains most first.</summary>
    public int[] Run()
    {
        while (_found.Count < MostFound)
        {
            (int season, int longer, double ratio) = Strongest();
            if (season < 2 || IsNearFound(season) || (_found.Count > 0 && ratio > RatioForAnother(season)))
            {
                break;
            }

            Accept(season);
            int around = Array.Find(CalendarSeasons.Around(season), each => each <= longest && SeasonDetector.IsThere(_rest, each, meter));
            AcceptIf(around, around > 0);
            AcceptIf(longer, longer > 0 && SeasonalPrediction.ErrorRatio(_rest, longer, meter) < SearchRatio);
        }

        return [.. _found];
    }

    private void AcceptIf(int season, bool isThere)
    {
        if (isThere && _found.Count < MostFound && !IsNearFound(season))
        {
            Accept(season);
        }
    }

    private void Accept(int season)
    {
        _found.Add(season);
        _rest = SeasonDeviations.TakeOffSeason(_rest, season, meter);
    }

    private bool IsNearFound(int season) => _found.Exists(found => Math.Abs(found - season) <= Math.Max(1, Nearness * found));

    private double RatioForAnother(int season) => _found.Exists(found => season % found == 0) ? SearchRatio : OtherRatio;

    private double MostRatio(int season) => season < ShortestOfManyCycles
        ? SearchRatio
        : Math.Max(SearchRatio, 1 - (RatioOfManyCycles / Math.Sqrt((double)_rest.Length / season)));

    // The season that explains most of what is left, one that is a multiple of it and there as well (or 0), and how much the two explain.
    private (int Season, int Longer, double Ratio) Strongest()
    {
        List<(SeasonCandidate Candidate, double Ratio)> rated = [];
        foreach (SeasonCandidate candidate in SeasonCandidates.Of(_rest, _highest, meter))
        {
            rated.Add((candidate, Ratio(candidate.Lag)));
        }

        (int best, double bestRatio) = (0, double.PositiveInfinity);
        foreach ((SeasonCandidate candidate, double ratio) in rated.OrderBy(each => each.Ratio).Take(CandidatesRefined))
        {
            (int season, double refined) = Refine(candidate, ratio);
            if (refined < bestRatio && refined < MostRatio(season))
            {
                (best, bestRatio) = (season, refined);
            }
        }

        if (best == 0)
        {
            return (0, 0, bestRatio);
        }

        (int shortest, int longer) = Divide(Whole(best));
        return (shortest, longer, bestRatio);
    }

    private double Ratio(int season) => SeasonalPrediction.ErrorRatio(_rest, season, meter);

    // Downhill from a lag that a smoothing shows only coarsely, in ever smaller steps.
    private (int Season, double Ratio) Refine(SeasonCandidate candidate, double ratio)
    {
        int season = candidate.Lag;
        int step = candidate.Smoothing > 1 ? Math.Max(1, candidate.Smoothing / 4) : 0;
        for (; step > 0; step /= 2)
        {
            foreach (int direction in (ReadOnlySpan<int>)[step, -step])
            {
                while (season + direction >= 2 && season + direction <= _highest && Ratio(season + direction) is double next && next < ratio)
                {
                    (season, ratio) = (season + direction, next);
                }
            }
        }

        return (season, ratio);
    }

    // A season of 28.8 values is one of 144 in five cycles.
    private int Whole(int season)
    {
        if (season < ShortestUneven || 2L * season > MostWhole)
        {
            return season;
        }

        double uneven = season;
        double ratio = SeasonalPrediction.ErrorRatio(_rest, season, meter, shrinkage: 0);
        double best = ratio;
        double step = Math.Min(0.5, (double)season * season / (2 * _rest.Length));
        for (int round = 0; round < 3; round++, step /= 2)
        {
            foreach (double direction in (ReadOnlySpan<double>)[-step, step])
            {
                while (Math.Abs(uneven + direction - season) <= 0.75
                    && SeasonalPrediction.ErrorRatioOfUneven(_rest, uneven + direction, meter) is double next && next < best)
                {
                    (uneven, best) = (uneven + direction, next);
                }
            }
        }

        return best < ratio ? WholeMultiple(uneven, season, ratio) : season;
    }

    // The number of values that is near to several cycles of an uneven season, or of a part of it, and predicts best.
    private int WholeMultiple(double uneven, int season, double least)
    {
        int whole = season;
        for (int parts = 1; parts <= MostParts && uneven >= 2 * parts; parts++)
        {
            for (int cycles = 2; cycles <= MostCycles && cycles * uneven / parts <= MostWhole; cycles++)
            {
                double length = cycles * uneven / parts;
                int multiple = (int)Math.Round(length);
                double gain = multiple <= _highest ? WholeGain : WholeGainOfFewCycles;
                if (Math.Abs(length - multiple) <= Unevenness
                    && SeasonalPrediction.ErrorRatio(_rest, multiple, meter, shrinkage: 0) is double next && next < gain * least)
                {
                    (whole, least) = (multiple, next);
                }
            }
        }

        return whole;
    }

    // Whole multiples of a season repeat as well as the season does; and a week has days.
    private (int Season, int Longer) Divide(int season)
    {
        (int Divisor, double Error) alone = (0, double.PositiveInfinity);
        (int Divisor, double Error) both = (0, double.PositiveInfinity);
        double errorOfSeason = double.PositiveInfinity;
        int day = 0;
        for (int divisor = 2; divisor <= season / 2; divisor++)
        {
            double ratio = season % divisor == 0 ? Ratio(divisor) : double.PositiveInfinity;
            if (ratio >= DivisorRatio)
            {
                continue;
            }

            DivisorErrors errors = DivisorErrors.Of(_rest, divisor, season, meter);
            errorOfSeason = errors.Season;
            alone = errors.Divisor < Tie * alone.Error ? (divisor, errors.Divisor) : alone;
            both = errors.Both < Tie * both.Error ? (divisor, errors.Both) : both;
            day = ratio < SearchRatio && CalendarSeasons.Joins(divisor, season) ? divisor : day;
        }

        return alone.Divisor > 0 && alone.Error <= DivisorAllowance * Math.Min(errorOfSeason, both.Error / Both) ? (alone.Divisor, 0)
            : day > 0 ? (day, season)
            : both.Error < Both * errorOfSeason ? (both.Divisor, season)
            : (season, 0);
    }
}

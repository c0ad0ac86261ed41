using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Looks for the form with the least criterion of Akaike.</summary>
/// <remarks>
/// De Livera, Hyndman and Snyder (2011), section 3.3, with shorter ways: the numbers of waves by a pattern search from those of a
/// regression, one season after the other, with the best of the trends; then every trend with these waves; then errors with the ARMA orders
/// that <see cref="AutoArima"/> finds in the innovations. Every form begins at the parameters of the best one before it.
/// </remarks>
internal sealed class TbatsSearch
{
    private const int ColdIterations = 6;
    private const int WarmIterations = 2;
    private const int FinalIterations = 40;
    private const double QuickTolerance = 1e-4;
    private const double FinalTolerance = 1e-8;
    private const int ValuesForArma = 12;
    private const int HighestArmaOrder = 3;
    private const int MostWaves = 30;
    private const double SteadyAlpha = 0.01;

    private static readonly double[] Alphas = [0.1, 0.9];

    private readonly TbatsEstimator _estimator;
    private readonly WorkMeter _meter;
    private readonly int[] _seasons;
    private readonly int[] _most;

    /// <summary>Prepares a search.</summary>
    /// <param name="values">The series.</param>
    /// <param name="seasons">Its seasons.</param>
    /// <param name="meter">Counts the work.</param>
    public TbatsSearch(double[] values, int[] seasons, WorkMeter meter)
    {
        _estimator = new TbatsEstimator(values, meter);
        _meter = meter;
        _seasons = seasons;
        _most = [.. seasons.Select(season => Math.Min(Math.Min(season / 2, MostWaves), values.Length / 4))];
    }

    /// <summary>Finds the best fit; <see langword="null"/> if no form could be fitted.</summary>
    /// <param name="trends">The trends to choose from.</param>
    /// <param name="harmonics">The numbers of waves; <see langword="null"/> to find them.</param>
    /// <param name="arma">Whether errors may be correlated.</param>
    public TbatsFit? Find(IReadOnlyList<(bool Trend, bool Damped)> trends, int[]? harmonics, bool arma)
    {
        int[] counts = harmonics ?? (_seasons.Length == 0 ? [] : TbatsHarmonicCounts.Guess(_estimator.Values, _seasons, _most, _meter));
        TbatsFit? best = BestTrend(trends, new TbatsHarmonics(_seasons, counts));
        if (best is null)
        {
            return null;
        }

        if (harmonics is null && _seasons.Length > 0)
        {
            best = BestWaves(best);
            best = Better(best, BestTrend(trends, best.Form.Harmonics));
        }

        best = Better(best, TryFit(best!.Form, best.Point, FinalTolerance, FinalIterations))!;
        if (!arma || _estimator.Values.Length < ValuesForArma)
        {
            return best;
        }

        // A level that moves freely may have taken over what correlated errors around a steady one explain better.
        TbatsFit steady = best with { Point = TbatsParameters.Start(best.Form, SteadyAlpha) };
        return Better(WithErrors(best, best), WithErrors(steady, best));
    }

    private static TbatsFit? Better(TbatsFit? left, TbatsFit? right) =>
        left is null || (right is not null && right.Aicc < left.Aicc) ? right : left;

    private TbatsFit? BestTrend(IReadOnlyList<(bool Trend, bool Damped)> trends, TbatsHarmonics waves)
    {
        TbatsFit? best = null;
        foreach ((bool trend, bool damped) in trends)
        {
            TbatsForm form = new(trend, damped, waves);
            foreach (double alpha in Alphas)
            {
                best = Better(best, TryFit(form, TbatsParameters.Start(form, alpha), QuickTolerance, ColdIterations));
            }
        }

        return best;
    }

    private TbatsFit BestWaves(TbatsFit best)
    {
        for (int season = _seasons.Length - 1; season >= 0; season--)
        {
            HashSet<int> tried = [best.Form.Harmonics.Counts[season]];
            for (int step = Math.Max(1, best.Form.Harmonics.Counts[season] / 3); step > 0; step /= 2)
            {
                foreach (int direction in (int[])[-step, step])
                {
                    while (Neighbour(best, season, direction, tried) is TbatsFit better)
                    {
                        best = better;
                    }
                }
            }
        }

        return best;
    }

    private TbatsFit? Neighbour(TbatsFit best, int season, int step, HashSet<int> tried)
    {
        int count = Math.Clamp(best.Form.Harmonics.Counts[season] + step, 0, _most[season]);
        if (!tried.Add(count))
        {
            return null;
        }

        TbatsForm form = best.Form with { Harmonics = best.Form.Harmonics.With(season, count) };
        TbatsFit? fit = TryFit(form, TbatsParameters.Carry(best.Form, best.Point, form), QuickTolerance, WarmIterations);
        return fit is not null && fit.Aicc < best.Aicc ? fit : null;
    }

    private TbatsFit WithErrors(TbatsFit from, TbatsFit best)
    {
        double[] innovations = _estimator.Innovations(from, out _);
        bool[] observed = new bool[innovations.Length];
        Array.Fill(observed, true);
        ArimaData data = ArimaData.From(innovations, observed, [], differences: 0, seasonalDifferences: 0, season: 1, _meter);
        ArimaSearch search = new(new AutoArima { AllowMean = false, MaxP = HighestArmaOrder, MaxQ = HighestArmaOrder }, data, _meter);
        search.Stepwise();
        if (search.Best is not { Order: { Coefficients: > 0 } order } errors)
        {
            return best;
        }

        TbatsForm form = from.Form with { Ar = order.P, Ma = order.Q };
        double[] start = TbatsParameters.Carry(from.Form, from.Point, form);
        errors.Parameters.CopyTo(start, form.FirstArma);
        return Better(best, TryFit(form, start, FinalTolerance, FinalIterations))!;
    }

    private TbatsFit? TryFit(TbatsForm form, double[] start, double tolerance, int iterations)
    {
        if (!_estimator.Allows(form))
        {
            return null;
        }

        TbatsFit fit = _estimator.Fit(form, start, tolerance, iterations);
        return double.IsFinite(fit.Aicc) ? fit : null;
    }
}

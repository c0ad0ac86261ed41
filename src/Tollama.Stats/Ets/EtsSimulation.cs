using Tollama.Numerics.Distributions;
using Tollama.Numerics.Sorting;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Quantiles of the forms without formulas, from many simulated futures.</summary>
/// <remarks>
/// Hyndman, Koehler, Ord and Snyder (2008), section 6.1. Each error is drawn by a fixed function of path and step, so that neither the
/// horizon nor the thread changes a number. A path that leaves the range where the form has a meaning, or moves a thousand times away from
/// the forecast, is held at its edge.
/// </remarks>
internal sealed class EtsSimulation : Prediction
{
    private const int Pairs = 1000;
    private const double LeastShare = 1e-3;

    // A quantile of the normal distribution and a power among them.
    private const int OperationsPerStep = 80;
    private const double LargestMultiple = 1e3;

    private readonly double[][] _sorted;
    private readonly double[] _weights;

    private EtsSimulation(double[] mean, double[][] sorted, double[] weights)
        : base(mean) => (_sorted, _weights) = (sorted, weights);

    /// <summary>Simulates.</summary>
    public static EtsSimulation Run(EtsState state, int horizon, WorkMeter meter)
    {
        (double[] trend, double[] mean) = state.Path(horizon);
        double[][] values = new double[horizon][];
        for (int step = 0; step < horizon; step++)
        {
            meter.Spend(2 * Pairs);
            values[step] = new double[2 * Pairs];
        }

        double[] season = new double[state.Season.Length];
        for (int path = 0; path < 2 * Pairs; path++)
        {
            meter.Spend((long)OperationsPerStep * horizon);
            state.Season.CopyTo(season, 0);
            Follow(state, path, season, trend, values);
        }

        foreach (double[] row in values)
        {
            MeteredSort.Sort(row, meter);
        }

        return new EtsSimulation(mean, values, EtsMoments.Weights(state, horizon));
    }

    /// <inheritdoc />
    public override double[] Quantiles(double level)
    {
        double place = level * ((2 * Pairs) - 1);
        int below = (int)place;
        double share = place - below;
        return Array.ConvertAll(_sorted, row => row[below] + (share * (row[Math.Min(below + 1, row.Length - 1)] - row[below])));
    }

    /// <inheritdoc />
    public override double[] ErrorWeights() => _weights;

    private static void Follow(EtsState state, int path, double[] season, double[] trend, double[][] values)
    {
        EtsForm form = state.Form;
        double level = state.Level, slope = state.Slope, deviation = Math.Sqrt(state.Variance);
        for (int step = 0; step < values.Length; step++)
        {
            double carried = form.Trend == EtsComponent.Multiplicative ? Math.Pow(slope, state.Phi) : state.Phi * slope;
            double q = form.Trend == EtsComponent.Multiplicative ? level * carried : level + carried;
            q = Hold(q, trend[step], form.NeedsPositive);
            double figure = season.Length > 0 ? season[step % season.Length] : 0;
            double f = form.Season == EtsComponent.Multiplicative ? q * figure : q + figure;
            double noise = deviation * Normal(path / 2, step) * (path % 2 == 0 ? 1 : -1);
            double u = form.Error == EtsComponent.Multiplicative ? f * Math.Max(noise, LeastShare - 1) : noise;
            values[step][path] = f + u;

            double v = form.Season == EtsComponent.Multiplicative ? u / figure : u;
            double w = form.Trend == EtsComponent.Multiplicative ? v / level : v;
            level = Hold(q + (state.Alpha * v), trend[step], form.NeedsPositive);
            slope = carried + (state.Beta * w);
            slope = form.Trend == EtsComponent.Multiplicative ? Math.Clamp(slope, 1 / LargestMultiple, LargestMultiple) : slope;
            if (season.Length > 0)
            {
                double moved = figure + (state.Gamma * (form.Season == EtsComponent.Multiplicative ? u / q : u));
                season[step % season.Length] = form.Season == EtsComponent.Multiplicative ? Hold(moved, 1, positive: true) : moved;
            }
        }
    }

    private static double Hold(double value, double centre, bool positive) => positive && centre > 0
        ? Math.Clamp(value, centre * LeastShare, centre * LargestMultiple)
        : value;

    // The finalizer of SplitMix64 (Steele, Lea and Flood 2014) as a hash of the pair's number and the step.
    private static double Normal(int pair, int step)
    {
        ulong bits = (((ulong)pair << 32) | (uint)step) * 0x9E3779B97F4A7C15UL;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9UL;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EBUL;
        bits ^= bits >> 31;
        return NormalDistribution.InverseCdf(((bits >> 11) + 0.5) / (1UL << 53));
    }
}

using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Exact mean and variance of forms with multiplicative error and season and an additive trend, class 3.</summary>
/// <remarks>
/// Hyndman, Koehler, Ord and Snyder (2008), section 6.4, gives recursions for all products of states at once. Here each position of the
/// season is followed alone, because the others never meet it: with x = (level, slope), s the figure of the position and e a normal error,
/// x becomes (F + G e) x at every step and s becomes s (1 + gamma e) at its own, so E[x s] and E[x x' s²] have recursions in two and three
/// numbers, with the moments 1, 0, V, 0, 3V² of e.
/// </remarks>
internal static class EtsSeasonMoments
{
    private const int OperationsPerStep = 60;

    /// <summary>
    /// Mean and variance of each step; a season raised by its own error lifts the mean slightly above the forecast without errors.
    /// </summary>
    public static (double[] Mean, double[] Variance) Of(EtsState state, int horizon, WorkMeter meter)
    {
        double[] mean = new double[horizon], variance = new double[horizon];
        for (int position = 0; position < Math.Min(state.Season.Length, horizon); position++)
        {
            meter.Spend((long)OperationsPerStep * horizon);
            Follow(state, position, mean, variance);
        }

        return (mean, variance);
    }

    private static void Follow(EtsState state, int position, double[] mean, double[] variance)
    {
        double v = state.Variance, phi = state.Phi, alpha = state.Alpha, beta = state.Beta, figure = state.Season[position];
        double level = state.Level * figure, slope = state.Slope * figure;
        double levelLevel = level * level, levelSlope = level * slope, slopeSlope = slope * slope;
        int last = mean.Length - 1 - ((mean.Length - 1 - position) % state.Season.Length);
        for (int index = 0; index <= last; index++)
        {
            // q is the level with its damped slope; F x = (q, phi b), G x = (alpha q, beta q).
            double q = level + (phi * slope);
            double qq = levelLevel + (2 * phi * levelSlope) + (phi * phi * slopeSlope);
            double qb = phi * (levelSlope + (phi * slopeSlope));
            double bb = phi * phi * slopeSlope;
            bool own = index % state.Season.Length == position;
            if (own)
            {
                mean[index] = q;
                variance[index] = ((1 + v) * qq) - (q * q);
            }

            // (1 + a e)(1 + c e)(1 + g e)² in expectation, for each pair of rows.
            double g = own ? state.Gamma : 0;
            level = q * (1 + (alpha * g * v));
            slope = (phi * slope) + (beta * g * v * q);
            double gg = 1 + (g * g * v), two = 2 * g * v, three = v * (1 + (3 * g * g * v));
            levelLevel = qq * (gg + (2 * alpha * two) + (alpha * alpha * three));
            levelSlope = (qb * (gg + (alpha * two))) + (qq * beta * (two + (alpha * three)));
            slopeSlope = (bb * gg) + (2 * qb * beta * two) + (qq * beta * beta * three);
        }
    }
}

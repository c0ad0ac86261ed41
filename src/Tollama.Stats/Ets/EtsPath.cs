using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>The states of a fitted form after each value of the history.</summary>
/// <remarks>
/// Hyndman, Koehler, Ord and Snyder (2008), tables 2.2 and 2.3, as <see cref="EtsRecursion{TError, TTrend, TSeason}"/> computes them without
/// keeping any.
/// </remarks>
/// <param name="state">The form and its parameters.</param>
/// <param name="level">The level before the first value.</param>
/// <param name="slope">The slope before the first value.</param>
/// <param name="season">The figures before the first value, that of the first value first; empty without a season.</param>
/// <param name="values">The history.</param>
internal sealed class EtsPath(EtsState state, double level, double slope, double[] season, double[] values)
{
    private const int OperationsPerValue = 30;

    /// <summary>Level and figure of the season after each value: what the form knows of it once it has seen it.</summary>
    public ModelComponents Components(WorkMeter meter)
    {
        double[] levels = new double[values.Length], figures = new double[values.Length];
        double[] latest = [.. season];
        (double l, double b) = (level, slope);
        bool multiplies = state.Form.Season == EtsComponent.Multiplicative;
        for (int index = 0; index < values.Length; index++)
        {
            meter.Spend(OperationsPerValue);
            double carried = CarriedOf(b);
            double q = state.Form.Trend == EtsComponent.Multiplicative ? l * carried : l + carried;
            double figure = latest.Length == 0 ? multiplies ? 1 : 0 : latest[index % latest.Length];
            double error = values[index] - (multiplies ? q * figure : q + figure);
            double v = multiplies ? error / figure : error;
            double w = state.Form.Trend == EtsComponent.Multiplicative ? v / l : v;
            l = q + (state.Alpha * v);
            b = state.Form.HasTrend ? carried + (state.Beta * w) : 0;
            figure += state.Gamma * (multiplies ? error / q : error);
            if (latest.Length > 0)
            {
                latest[index % latest.Length] = figure;
            }

            (levels[index], figures[index]) = (l, figure);
        }

        return new ModelComponents(levels, season.Length == 0 ? [] : [(season.Length, figures)], multiplies, $"the states of {state.Form}");
    }

    private double CarriedOf(double slopeBefore) => state.Form.Trend switch
    {
        EtsComponent.Additive => state.Phi * slopeBefore,
        EtsComponent.Multiplicative => Math.Pow(slopeBefore, state.Phi),
        _ => 0,
    };
}

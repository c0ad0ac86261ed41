using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>The states of a model along its history.</summary>
/// <param name="parameters">The parameters.</param>
/// <param name="start">The states before the first value; not changed.</param>
/// <param name="values">The history.</param>
internal sealed class TbatsPath(TbatsParameters parameters, TbatsStates start, double[] values)
{
    /// <summary>The level after each value, and what the waves of each season foretold of it.</summary>
    /// <param name="name">What the model is called, for people.</param>
    /// <param name="meter">Counts the work.</param>
    public ModelComponents Components(string name, WorkMeter meter)
    {
        TbatsHarmonics harmonics = parameters.Form.Harmonics;
        int[] seasons = harmonics.Seasons;
        TbatsStates states = start.Copy();
        double[] levels = new double[values.Length], now = new double[seasons.Length];
        double[][] figures = [.. seasons.Select(_ => new double[values.Length])];
        Span<double> error = stackalloc double[1];
        for (int index = 0; index < values.Length; index++)
        {
            meter.Spend(harmonics.Count + (2L * seasons.Length));
            states.Figures(now);
            states.Run(parameters, values.AsSpan(index, 1), error, meter);
            levels[index] = states.Level;
            for (int season = 0; season < seasons.Length; season++)
            {
                figures[season][index] = now[season];
            }
        }

        (int Length, double[] Values)[] found = [.. seasons.Zip(figures).Where((_, season) => harmonics.SeasonOf.Contains(season))];
        return new ModelComponents(levels, found, IsMultiplicative: false, $"the states of {name}");
    }
}

using Tollama.Numerics.Work;

namespace Tollama.Stats.Tests.Ensemble;

internal static class Histories
{
    public static History Of(double[] y, params int[] seasons) => History.From(y, seasons, seasonsNeeded: 2, manySeasons: true, MissingValues.Interpolate, WorkMeter.Endless());

    /// <summary>0, 1, 0, 1, … and at its end the value 1, which no scale changes.</summary>
    public static History Alternating(int length) => Of([.. Enumerable.Range(0, length).Select(index => (double)((length - index) % 2))]);
}

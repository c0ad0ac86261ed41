using Tollama.Core.Requests;
using Tollama.Core.Series;

namespace Tollama.Data.Repair;

/// <summary>Puts values at the steps for which there was no row.</summary>
internal static class GapFilling
{
    /// <param name="target">The values on their grid.</param>
    /// <param name="sources">The row of each step, or <see cref="Column.Gap"/>.</param>
    /// <param name="how">What to put there.</param>
    public static NumberColumn Fill(NumberColumn target, ReadOnlySpan<int> sources, GapFill how)
    {
        if (how is GapFill.None or GapFill.Missing || !sources.Contains(Column.Gap))
        {
            return target;
        }

        double[] values = [.. target.Values];
        double previous = double.NaN;
        for (int step = 0; step < values.Length; step++)
        {
            if (sources[step] == Column.Gap)
            {
                values[step] = how == GapFill.Zero ? 0 : previous;
            }

            previous = double.IsNaN(values[step]) ? previous : values[step];
        }

        return NumberColumn.Of(values);
    }
}

namespace Tollama.Neural;

/// <summary>One variate of a pass of Toto 2.0: whole patches of the past, and what is known of the future.</summary>
/// <param name="Values">The past, a whole number of patches; any number where nothing was observed.</param>
/// <param name="Observed">Which values were observed.</param>
/// <param name="Future">The known values of the steps to forecast; empty for a target.</param>
/// <param name="Group">The variates of a group look at each other.</param>
internal sealed record Toto2Row(double[] Values, bool[] Observed, double[] Future, int Group)
{
    /// <summary>A series of any length: filled up on the left; gaps in the last patch take the value before them and count as observed, as in training.</summary>
    public static Toto2Row Of(double[] series, int patchLength, int group)
    {
        int padding = (patchLength - (series.Length % patchLength)) % patchLength;
        double[] values = [.. Enumerable.Repeat(double.NaN, padding), .. series];
        bool[] observed = new bool[values.Length];
        double last = double.NaN;
        for (int i = 0; i < values.Length; i++)
        {
            bool isLastPatch = i >= values.Length - patchLength;
            last = double.IsNaN(values[i]) ? last : values[i];
            observed[i] = !double.IsNaN(values[i]) || (isLastPatch && !double.IsNaN(last));
            values[i] = double.IsNaN(last) ? 0 : last;
        }

        return new Toto2Row(values, observed, [], group);
    }
}

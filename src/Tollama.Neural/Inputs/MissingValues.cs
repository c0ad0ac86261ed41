namespace Tollama.Neural;

/// <summary>Fills gaps for models that have no notion of a missing value.</summary>
internal static class MissingValues
{
    /// <summary>Leaves out what is missing at the beginning, and repeats the last value in every gap.</summary>
    /// <param name="values">The values, at least one of them observed.</param>
    public static double[] RepeatLast(double[] values)
    {
        double[] filled = values[Array.FindIndex(values, value => !double.IsNaN(value))..];
        for (int i = 1; i < filled.Length; i++)
        {
            filled[i] = double.IsNaN(filled[i]) ? filled[i - 1] : filled[i];
        }

        return filled;
    }

    /// <summary>Leaves out what is missing at the beginning, draws lines across gaps, and repeats the last value at the end.</summary>
    /// <returns>The complete values; a single 0 when all are missing.</returns>
    public static double[] Fill(double[] values)
    {
        int first = Array.FindIndex(values, value => !double.IsNaN(value));
        if (first < 0)
        {
            return [0];
        }

        double[] filled = values[first..];
        int known = 0;
        for (int i = 1; i < filled.Length; i++)
        {
            if (double.IsNaN(filled[i]))
            {
                continue;
            }

            for (int gap = known + 1; gap < i; gap++)
            {
                double share = (gap - known) / (double)(i - known);
                filled[gap] = filled[known] + (share * (filled[i] - filled[known]));
            }

            known = i;
        }

        filled.AsSpan(known + 1).Fill(filled[known]);
        return filled;
    }
}

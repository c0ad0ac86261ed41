namespace Tollama.Stats;

/// <summary>What seasons and trend leave of each value, and where the middle half of that lies.</summary>
/// <param name="Remainder">What is left, a number a value.</param>
/// <param name="Lower">The lower quartile.</param>
/// <param name="Upper">The upper quartile.</param>
internal sealed record OutlierSurvey(double[] Remainder, double Lower, double Upper)
{
    /// <summary>The interquartile range.</summary>
    public double Range => Upper - Lower;

    /// <summary>The same with quartiles that are at least so far apart.</summary>
    public OutlierSurvey WithRange(double least)
    {
        double missing = Math.Max(0, least - Range) / 2;
        return this with { Lower = Lower - missing, Upper = Upper + missing };
    }

    /// <summary>The positions of what lies more than so many interquartile ranges beyond the quartiles, ascending.</summary>
    public int[] Beyond(double ranges)
    {
        List<int> found = [];
        for (int index = 0; index < Remainder.Length; index++)
        {
            if (Remainder[index] < Lower - (ranges * Range) || Remainder[index] > Upper + (ranges * Range))
            {
                found.Add(index);
            }
        }

        return [.. found];
    }
}

namespace Tollama.Stats;

/// <summary>Where the search for the parameters of a model begins.</summary>
internal static class ArmaStart
{
    /// <summary>The parameters of another model as far as the orders agree. A longer polynomial begins as the shorter one.</summary>
    public static void Carry(ArimaFit from, ArimaOrder order, Span<double> start)
    {
        ReadOnlySpan<int> before = [from.Order.P, from.Order.Q, from.Order.SeasonalP, from.Order.SeasonalQ];
        ReadOnlySpan<int> after = [order.P, order.Q, order.SeasonalP, order.SeasonalQ];
        int source = 0, target = 0;
        for (int polynomial = 0; polynomial < before.Length; polynomial++)
        {
            int shared = Math.Min(before[polynomial], after[polynomial]);
            for (int index = 0; index < shared; index++)
            {
                // A parameter far out, where the hyperbolic tangent is flat, would not come back.
                start[target + index] = Math.Clamp(from.Parameters[source + index], -2, 2);
            }

            source += before[polynomial];
            target += after[polynomial];
        }
    }

    /// <summary>
    /// Parameters of one size whose signs alternate within each polynomial: for a positive size, roots that are real and positive.
    /// </summary>
    public static double[] Alternate(ArimaOrder order, double strength)
    {
        double[] start = new double[order.Coefficients];
        int position = 0;
        foreach (int length in (ReadOnlySpan<int>)[order.P, order.Q, order.SeasonalP, order.SeasonalQ])
        {
            for (int index = 0; index < length; index++)
            {
                start[position++] = index % 2 == 0 ? strength : -strength;
            }
        }

        return start;
    }
}

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
}

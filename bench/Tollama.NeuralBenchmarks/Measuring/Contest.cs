namespace Tollama.NeuralBenchmarks.Measuring;

/// <summary>Several ways to compute the same, measured in turns, so that all of them meet the same disturbances.</summary>
internal static class Contest
{
    private const double SecondsARound = 0.004;

    /// <summary>The least seconds of one call of each, over all rounds.</summary>
    /// <param name="clock">The clock, in seconds: processor time or wall time.</param>
    /// <param name="seconds">About how long to measure each.</param>
    /// <param name="contestants">What is measured.</param>
    public static double[] Run(Func<double> clock, double seconds, params Action[] contestants)
    {
        int[] calls = [.. contestants.Select(contestant => CallsARound(clock, contestant))];
        double[] least = [.. contestants.Select(_ => double.PositiveInfinity)];
        double[] spent = new double[contestants.Length];
        for (int round = 0; round < 10 || spent.Min() < seconds; round++)
        {
            for (int index = 0; index < contestants.Length; index++)
            {
                double taken = Time(clock, contestants[index], calls[index]);
                spent[index] += taken;
                least[index] = Math.Min(least[index], taken / calls[index]);
            }
        }

        return least;
    }

    private static int CallsARound(Func<double> clock, Action contestant)
    {
        contestant();
        contestant();
        return (int)Math.Clamp(SecondsARound / Math.Max(1e-9, Time(clock, contestant, 1)), 1, 100_000);
    }

    private static double Time(Func<double> clock, Action contestant, int calls)
    {
        double start = clock();
        for (int call = 0; call < calls; call++)
        {
            contestant();
        }

        return clock() - start;
    }
}

namespace Tollama.NeuralBenchmarks.Measuring;

/// <summary>Several ways to compute the same, measured in turns, so that all of them meet the same disturbances.</summary>
internal static class Contest
{
    private const double SecondsARound = 0.004;

    /// <summary>Of a call that takes so long, the first counts.</summary>
    private const double LongCall = 0.5;

    /// <summary>The least seconds of one call of each, over all rounds.</summary>
    /// <param name="clock">The clock, in seconds: processor time or wall time.</param>
    /// <param name="seconds">About how long to measure each.</param>
    /// <param name="contestants">What is measured.</param>
    public static double[] Run(Func<double> clock, double seconds, params Action[] contestants) =>
        [.. Rounds(clock, seconds, fewest: 10, contestants).Select(rounds => rounds.Min())];

    /// <summary>The seconds of one call of each, in each round.</summary>
    /// <param name="clock">The clock, in seconds: processor time or wall time.</param>
    /// <param name="seconds">About how long to measure each.</param>
    /// <param name="fewest">The fewest rounds.</param>
    /// <param name="contestants">What is measured.</param>
    public static double[][] Rounds(Func<double> clock, double seconds, int fewest, params Action[] contestants)
    {
        double[] first = [.. contestants.Select(contestant => Time(clock, contestant, 1))];
        bool isLong = first.Min() > LongCall;
        int[] calls = [.. contestants.Select(contestant => isLong ? 1 : CallsARound(clock, contestant))];
        List<double>[] rounds = [.. first.Select(taken => isLong ? new List<double> { taken } : [])];
        double[] spent = [.. rounds.Select(taken => taken.Sum())];
        while (rounds[0].Count < fewest || spent.Min() < seconds)
        {
            for (int index = 0; index < contestants.Length; index++)
            {
                double taken = Time(clock, contestants[index], calls[index]);
                spent[index] += taken;
                rounds[index].Add(taken / calls[index]);
            }
        }

        return [.. rounds.Select(taken => taken.ToArray())];
    }

    private static int CallsARound(Func<double> clock, Action contestant)
    {
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

namespace Tollama.StatsBenchmarks;

/// <summary>Made-up series of any length.</summary>
internal static class BenchSeries
{
    /// <summary>A level that wanders, a trend, a season and noise; never negative.</summary>
    public static double[] Sales(int length, int season, int seed)
    {
        Random random = new(seed);
        double[] values = new double[length];
        double level = 100;
        for (int i = 0; i < length; i++)
        {
            level = Math.Max(20, level + random.NextDouble() - 0.45);
            double wave = season > 1 ? 1 + (0.3 * Math.Sin(2 * Math.PI * i / season)) : 1;
            values[i] = (level * wave) + (4 * random.NextDouble());
        }

        return values;
    }

    /// <summary>Whole numbers, two of three 0.</summary>
    public static double[] Demand(int length, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, length).Select(_ => random.Next(3) == 0 ? 1.0 + random.Next(9) : 0)];
    }
}

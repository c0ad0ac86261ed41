namespace Tollama.StatsBenchmarks;

/// <summary>Made-up series of kinds that the sets lack: metrics of 5 minutes, days whose year is to be followed.</summary>
internal static class GeneratedSeries
{
    public static readonly string[] Names = ["metrics", "days"];

    private const int FiveMinutes = 288;
    private const int Week = 7;
    private const double Year = 365.25;
    private const int Seeds = 3;

    /// <summary>All series of a kind; the same in each run.</summary>
    public static IReadOnlyList<CompetitionSeries> Load(string name) => name == "metrics" ? [.. Metrics()] : [.. Days()];

    // 10 days of a machine's load; a day is asked for.
    private static IEnumerable<CompetitionSeries> Metrics()
    {
        const int Length = 10 * FiveMinutes;
        for (int seed = 1; seed <= Seeds; seed++)
        {
            foreach (string kind in (string[])["white", "sticky", "spikes", "small", "wander", "jobs", "flat"])
            {
                Random random = new(seed);
                double sticky = 0, wander = 0;
                double[] values = new double[Length + FiveMinutes];
                for (int index = 0; index < values.Length; index++)
                {
                    double day = Math.Sin(Math.Tau * index / FiveMinutes);
                    double noise = Normal(random);
                    sticky = (0.95 * sticky) + Normal(random);
                    wander += 0.3 * Normal(random);
                    double chance = random.NextDouble();
                    values[index] = kind switch
                    {
                        "white" => 50 + (20 * day) + (4 * noise),
                        "sticky" => 50 + (20 * day) + sticky + noise,
                        "spikes" => 50 + (20 * day) + noise + (chance < 0.01 ? 60 * random.NextDouble() : 0),
                        "small" => Math.Max(0, (5 * day) + noise),
                        "wander" => 50 + (5 * day) + wander + noise,
                        "jobs" => 20 + noise + (index % FiveMinutes is >= 30 and < 42 ? 60 : 0) + (index % 12 == 0 ? 10 : 0),
                        _ => 50 + (4 * noise),
                    };
                }

                yield return new CompetitionSeries($"{kind}{seed}", kind, FiveMinutes, values[..Length], values[Length..]);
            }
        }
    }

    // Three years of days; half a year is asked for.
    private static IEnumerable<CompetitionSeries> Days()
    {
        const int Length = 3 * 365 + 40;
        const int Horizon = 180;
        for (int seed = 1; seed <= Seeds; seed++)
        {
            foreach (string kind in (string[])["sales", "temperature", "growth", "visits", "walk"])
            {
                Random random = new(seed);
                double sticky = 0, walk = 0;
                double[] values = new double[Length + Horizon];
                for (int index = 0; index < values.Length; index++)
                {
                    double year = Math.Cos(Math.Tau * index / Year);
                    bool isWeekend = index % Week >= 5;
                    double noise = Normal(random);
                    sticky = (0.8 * sticky) + Normal(random);
                    walk += Normal(random);
                    values[index] = kind switch
                    {
                        "sales" => (100 + (30 * year)) * (isWeekend ? 0.6 : 1) * (1 + (0.08 * noise)),
                        "temperature" => 10 - (10 * year) + (1.5 * sticky),
                        "growth" => 20 * Math.Exp(0.001 * index) * (isWeekend ? 0.7 : 1) * (1 + (0.05 * noise)),
                        "visits" => Math.Max(0, Math.Round(5 + (5 * year) + (2 * noise))),
                        _ => 100 + walk,
                    };
                }

                yield return new CompetitionSeries($"{kind}{seed}", "daily", Week, values[..Length], values[Length..]);
            }
        }
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(Math.Tau * random.NextDouble());
}

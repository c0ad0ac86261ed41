namespace Tollama.StatsBenchmarks;

/// <summary>A kind of series whose covariates are known to explain it, or not to.</summary>
/// <param name="Name">What it is made of.</param>
/// <param name="Length">The values of the history.</param>
/// <param name="Draw">Draws covariates and series of so many days.</param>
internal sealed record SyntheticDays(string Name, int Length, Func<Random, int, (double[][] Covariates, double[] Values)> Draw)
{
    private static readonly double[] Week = [0, 4, 6, 3, -2, -6, -5];

    /// <summary>All kinds.</summary>
    public static IReadOnlyList<SyntheticDays> All { get; } =
    [
        new("trend, week, price", 150, Prices),
        new("the same, 30 values", 30, Prices),
        new("random walk, week, promotions", 150, Promotions),
        new("temperature of a year, week", 150, Temperatures),
        new("three that explain nothing", 150, Nothing),
    ];

    private static (double[][] Covariates, double[] Values) Prices(Random random, int days)
    {
        double[] price = [.. Enumerable.Range(0, days).Select(_ => 4 * random.NextDouble())];
        return ([price], [.. price.Select((value, day) => 60 + (0.3 * day) + Week[day % 7] + (5 * value) + Normal(random))]);
    }

    private static (double[][] Covariates, double[] Values) Promotions(Random random, int days)
    {
        double level = 100;
        double[] promotion = [.. Enumerable.Range(0, days).Select(_ => random.NextDouble() < 0.15 ? 1.0 : 0)];
        return ([promotion], [.. promotion.Select((value, day) => (level += Normal(random)) + (Week[day % 7] / 2) + (8 * value) + Normal(random))]);
    }

    private static (double[][] Covariates, double[] Values) Temperatures(Random random, int days)
    {
        double weather = 0;
        double[] temperature = [.. Enumerable.Range(0, days).Select(day => (10 * Math.Sin(2 * Math.PI * day / 365)) + (weather = (0.8 * weather) + (2 * Normal(random))))];
        return ([temperature], [.. temperature.Select((value, day) => 100 + Week[day % 7] - (1.5 * value) + Normal(random))]);
    }

    private static (double[][] Covariates, double[] Values) Nothing(Random random, int days)
    {
        double[][] covariates = [.. Enumerable.Range(0, 3).Select(_ => Enumerable.Range(0, days).Select(_ => Normal(random)).ToArray())];
        return (covariates, [.. Enumerable.Range(0, days).Select(day => 60 + (0.3 * day) + Week[day % 7] + Normal(random))]);
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}

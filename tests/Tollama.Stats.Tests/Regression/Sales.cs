using Tollama.Core.Frequencies;
using Tollama.Core.Series;

namespace Tollama.Stats.Tests.Regression;

/// <summary>A series of days with trend, week and noise, and a price that it depends on; the effect of the price is known.</summary>
internal sealed class Sales
{
    /// <summary>What one unit of the price changes.</summary>
    public const double Effect = 5;

    private static readonly double[] Week = [0, 4, 6, 3, -2, -6, -5];

    /// <summary>Draws a series of so many days, and the days to come.</summary>
    public Sales(int length, int horizon, int seed = 1)
    {
        Random random = new(seed);
        Price = [.. Enumerable.Range(0, length + horizon).Select(_ => 4 * random.NextDouble())];
        double[] whole = [.. Price.Select((price, day) => 60 + (0.3 * day) + Week[day % Week.Length] + (Effect * price) + (random.NextDouble() - 0.5))];
        (Target, Actual) = (whole[..length], whole[length..]);
    }

    /// <summary>The history.</summary>
    public double[] Target { get; }

    /// <summary>What came after it.</summary>
    public double[] Actual { get; }

    /// <summary>The price of all days.</summary>
    public double[] Price { get; }

    /// <summary>The series with its price.</summary>
    public TimeSeries Series => Without.With("price", Price);

    /// <summary>The series alone.</summary>
    public TimeSeries Without => new() { Id = "a", Target = Target, Frequency = Frequency.TryParse("D", out Frequency? day) ? day : null };

    /// <summary>The mean absolute error over that of repeating the last week within the history.</summary>
    public double Mase(double[] forecast)
    {
        double naive = Enumerable.Range(Week.Length, Target.Length - Week.Length).Average(day => Math.Abs(Target[day] - Target[day - Week.Length]));
        return Actual.Zip(forecast, (actual, mean) => Math.Abs(actual - mean)).Average() / naive;
    }
}

using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>
/// A column of covariates with mean 0 over the observed part of the history, and if it holds numbers with standard deviation 1.
/// </summary>
internal sealed class StandardColumn
{
    // Below this part of the largest value a deviation may be rounding.
    private const double SmallestSpread = 1e-10;

    private StandardColumn(string covariate, double[] past, double[] future, double perUnit)
    {
        (Covariate, Past, Future, PerUnit) = (covariate, past, future, perUnit);
    }

    /// <summary>The covariate that the column is of.</summary>
    public string Covariate { get; }

    /// <summary>Its values beside those of the history.</summary>
    public double[] Past { get; }

    /// <summary>Its values beside the steps to forecast.</summary>
    public double[] Future { get; }

    /// <summary>How far the column moves for one unit of the covariate.</summary>
    public double PerUnit { get; }

    /// <summary>Whether the column is a number, and not one of the kinds of a category.</summary>
    public bool IsNumber { get; private init; }

    /// <summary>The values as they were given, beside those of the history.</summary>
    public double[] GivenPast { get; private init; } = [];

    /// <summary>The values as they were given, beside the steps to forecast.</summary>
    public double[] GivenFuture { get; private init; } = [];

    /// <summary>Standardizes a column; <see langword="null"/> when it does not change.</summary>
    /// <param name="covariate">The covariate that it is of.</param>
    /// <param name="past">Its values beside those of the history.</param>
    /// <param name="future">Its values beside the steps to forecast.</param>
    /// <param name="observed">The places of the history that count for mean and deviation; at least one.</param>
    /// <param name="isNumber">
    /// Whether the unit is arbitrary; a category stays 1 above its absence, so that a ridge shrinks rare ones more.
    /// </param>
    /// <param name="meter">Counts the work.</param>
    public static StandardColumn? Of(string covariate, double[] past, double[] future, int[] observed, bool isNumber, WorkMeter meter)
    {
        meter.Spend(2L * observed.Length);
        double largest = 0;
        foreach (int index in observed)
        {
            largest = Math.Max(largest, Math.Abs(past[index]));
        }

        // A power of two first, so that squares of the largest numbers are numbers.
        int exponent = largest > 0 ? Math.ILogB(largest) : 0;
        double sum = 0, squares = 0;
        foreach (int index in observed)
        {
            meter.Spend(5);
            sum += Math.ScaleB(past[index], -exponent);
        }

        double mean = sum / observed.Length;
        foreach (int index in observed)
        {
            meter.Spend(5);
            double deviation = Math.ScaleB(past[index], -exponent) - mean;
            squares += deviation * deviation;
        }

        double spread = Math.Sqrt(squares / observed.Length);
        double unit = isNumber ? spread : 1;
        double[] Standardize(double[] values) => Array.ConvertAll(values, value =>
        {
            meter.Spend(8);
            return (Math.ScaleB(value, -exponent) - mean) / unit;
        });

        return spread > SmallestSpread
            ? new StandardColumn(covariate, Standardize(past), Standardize(future), Math.ScaleB(1 / unit, -exponent)) { IsNumber = isNumber, GivenPast = past, GivenFuture = future }
            : null;
    }
}

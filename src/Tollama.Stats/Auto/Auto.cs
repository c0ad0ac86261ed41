using System.Globalization;

namespace Tollama.Stats;

/// <summary>Chooses a method by what the series looks like, and says which and why.</summary>
/// <remarks>
/// The theta method, which won the M3 competition (Makridakis and Hibon, 2000), wherever it applies. Otherwise: the last value for a series of
/// fewer than three observed values or one that never changes, and a smoothed level with empirical quantiles for intermittent demand, which is told by
/// an average distance between demands above 1.32 (Syntetos, Boylan and Croston, On the categorization of demand patterns, 2005).
/// </remarks>
public sealed class Auto : UnivariateModel
{
    private const int ValuesForTheta = 3;
    private const double IntermittentInterval = 1.32;

    private static readonly Theta Theta = new();

    /// <inheritdoc />
    public override string Name => "auto";

    internal override Predictor FitCore(History history, CancellationToken cancellationToken)
    {
        double[] observed = history.ObservedValues;
        if (observed.AsSpan().IndexOfAnyExcept(observed[0]) < 0 && observed.Length > 1)
        {
            return LagWalk.Fit(history, lag: 1, observed[0] == 0 ? "naive: all values are 0" : "naive: all values are equal");
        }

        if (observed.Length < ValuesForTheta)
        {
            return LagWalk.Fit(history, lag: 1, $"naive: fewer than {ValuesForTheta} observed values");
        }

        double interval = DemandInterval(observed);
        return interval > IntermittentInterval
            ? IntermittentLevel.Fit(history, string.Create(
                CultureInfo.InvariantCulture, $"smoothed level with empirical quantiles: intermittent, a demand every {interval:0.##} values"))
            : Theta.FitCore(history, cancellationToken);
    }

    // Infinity cannot come out: a series of zeros is constant. A series with negative values is no demand.
    private static double DemandInterval(double[] observed)
    {
        int demands = 0;
        foreach (double value in observed)
        {
            if (value < 0)
            {
                return 1;
            }

            demands += value > 0 ? 1 : 0;
        }

        return (double)observed.Length / demands;
    }
}

using System.Runtime.InteropServices;

namespace Tollama.Neural;

/// <summary>Mean and spread of all values up to a patch: what a causal model may know of them there.</summary>
/// <param name="Count">How many values.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Spread">Their standard deviation, of the population.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RunningScale(long Count, double Mean, double Spread)
{
    /// <summary>Below this spread, values are not divided by it.</summary>
    private const double LeastSpread = 1e-6;

    /// <summary>The scale after some values more.</summary>
    /// <remarks>Chan, Golub and LeVeque, Updating Formulae and a Pairwise Algorithm for Computing Sample Variances (1979).</remarks>
    public RunningScale After(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty)
        {
            return this;
        }

        double mean = 0;
        foreach (double value in values)
        {
            mean += value / values.Length;
        }

        double squares = 0;
        foreach (double value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        long count = Count + values.Length;
        double joined = ((Count * Mean) + (values.Length * mean)) / count;
        double own = (Count * Spread * Spread) + (Count * (Mean - joined) * (Mean - joined));
        double added = squares + (values.Length * (mean - joined) * (mean - joined));
        return new RunningScale(count, joined, Math.Sqrt(Math.Max(0, (own + added) / count)));
    }

    /// <summary>The value as the model sees it.</summary>
    public double Apply(double value) => (value - Mean) / (Spread < LeastSpread ? 1 : Spread);

    /// <summary>The value of a number that the model says.</summary>
    public double Undo(double value) => (value * Spread) + Mean;
}

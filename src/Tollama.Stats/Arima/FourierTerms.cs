using System.Globalization;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Sines and cosines of seasons as regressors: for seasons too long for seasonal lags.</summary>
/// <remarks>Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, section 10.5.</remarks>
internal sealed class FourierTerms
{
    private const int OperationsPerWave = 30;

    private readonly List<(int Season, int Frequency, bool IsSine)> _terms = [];

    /// <summary>Terms for seasons; a sine that is 0 throughout is left out.</summary>
    /// <param name="seasons">The seasons.</param>
    /// <param name="pairs">How many frequencies each has; at most half the season.</param>
    public FourierTerms(ReadOnlySpan<int> seasons, ReadOnlySpan<int> pairs)
    {
        List<string> parts = [];
        for (int index = 0; index < Math.Min(seasons.Length, pairs.Length); index++)
        {
            int highest = Math.Min(pairs[index], seasons[index] / 2);
            for (int frequency = 1; frequency <= highest; frequency++)
            {
                if (2 * frequency < seasons[index])
                {
                    _terms.Add((seasons[index], frequency, true));
                }

                _terms.Add((seasons[index], frequency, false));
            }

            if (highest > 0)
            {
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{highest} Fourier pairs of season {seasons[index]}"));
            }
        }

        Description = parts.Count == 0 ? "" : ", " + string.Join(", ", parts);
    }

    /// <summary>No terms.</summary>
    public static FourierTerms None { get; } = new([], []);

    /// <summary>How many columns there are.</summary>
    public int Count => _terms.Count;

    /// <summary>What a method with these terms says of itself; empty without terms.</summary>
    public string Description { get; }

    /// <summary>The columns for a stretch of time.</summary>
    /// <param name="start">The time of the first value; the history begins at 0.</param>
    /// <param name="length">How many values.</param>
    /// <param name="meter">Counts the work.</param>
    public IEnumerable<double[]> Columns(int start, int length, WorkMeter meter) => _terms.Select(term =>
    {
        double[] column = new double[length];
        for (int index = 0; index < length; index++)
        {
            meter.Spend(OperationsPerWave);

            // The phase by integers, so that it is as exact after a million seasons as in the first.
            double angle = 2 * Math.PI * ((long)(start + index) * term.Frequency % term.Season) / term.Season;
            column[index] = term.IsSine ? Math.Sin(angle) : Math.Cos(angle);
        }

        return column;
    });

    /// <summary>The name of a coefficient: <c>sin2_24</c>.</summary>
    public string Name(int index) =>
        string.Create(CultureInfo.InvariantCulture, $"{(_terms[index].IsSine ? "sin" : "cos")}{_terms[index].Frequency}_{_terms[index].Season}");
}

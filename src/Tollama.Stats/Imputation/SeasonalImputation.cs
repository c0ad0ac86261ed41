using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Fills missing values of a series with seasons: the seasons of a decomposition, and between them the smoothed state of what is left.</summary>
/// <remarks>
/// Seasons are those of <see cref="MstlDecomposition"/>, for which missing values are filled first and again by what the decomposition says of them; after two rounds
/// they hardly move. The series without its seasons is smoothed as <see cref="ArimaImputation"/> does it. A series of positive values is decomposed as it is and as its logarithm;
/// the one whose remainder has the larger likelihood counts (Box and Cox, An Analysis of Transformations, 1964, section 3: the remainder of logarithms, times the geometric mean).
/// </remarks>
internal static class SeasonalImputation
{
    private const int Rounds = 2;

    // A season that was smoothed over so many repetitions follows the noise of a value a little: that value has less of it left, and a missing one more.
    private const double ShareOfNoise = 0.17;

    /// <summary>Fills a series.</summary>
    /// <param name="values">The series; NaN where a value is missing, with at least one observed value.</param>
    /// <param name="seasons">Its seasons, ascending.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns><see langword="null"/> if the series is shorter than two of its shortest season.</returns>
    public static Filling? Fill(double[] values, int[] seasons, CancellationToken cancellationToken)
    {
        WorkMeter meter = new(cancellationToken);
        History history = History.From(values, seasons, seasonsNeeded: 2, manySeasons: true, MissingValues.Interpolate, meter);
        if (history.SeasonLengths.Length == 0)
        {
            return null;
        }

        MstlDecomposition parts = Decompose(history.Values, history, meter);
        bool isLogarithmic = false;
        if (Array.TrueForAll(history.Values, value => value > 0))
        {
            meter.Spend(20L * history.Values.Length);
            double[] logarithms = Array.ConvertAll(history.Values, Math.Log);
            double geometricMean = Math.Exp(logarithms.Average());
            MstlDecomposition ofLogarithms = Decompose(logarithms, history, meter);
            isLogarithmic = geometricMean * geometricMean * Squares(ofLogarithms, history) < Squares(parts, history);
            parts = isLogarithmic ? ofLogarithms : parts;
        }

        double[] seasonal = SeasonsOf(parts, history);
        double[] adjusted = new double[values.Length];
        meter.Spend(8L * values.Length);
        for (int index = 0; index < values.Length; index++)
        {
            double scaled = Math.ScaleB(values[index], -history.Exponent);
            adjusted[index] = (isLogarithmic ? Math.Log(scaled) : scaled) - seasonal[index];
        }

        Filling rest = ArimaImputation.Fill(adjusted, [], cancellationToken);
        double widening = Math.Sqrt((1 + ShareOfNoise) / (1 - ShareOfNoise));
        for (int index = 0; index < values.Length; index++)
        {
            double mean = rest.Means[index] + seasonal[index];
            rest.Means[index] = isLogarithmic ? mean + (history.Exponent * Math.Log(2)) : Math.ScaleB(mean, history.Exponent);
            rest.Errors[index] = widening * (isLogarithmic ? rest.Errors[index] : Math.ScaleB(rest.Errors[index], history.Exponent));
        }

        string kind = isLogarithmic ? "multiplicative " : "";
        string lengths = string.Join(" and ", history.SeasonLengths);
        return rest with { Method = $"{kind}season of {lengths}, {rest.Method} for the rest", IsLogarithmic = isLogarithmic };
    }

    private static MstlDecomposition Decompose(double[] values, History history, WorkMeter meter)
    {
        double[] filled = [.. values];
        MstlDecomposition parts = MstlDecomposition.Decompose(filled, history.SeasonLengths, robust: false, seasonalWindow: null, meter);
        for (int round = 1; round < Rounds && history.ObservedCount < filled.Length; round++)
        {
            meter.Spend(6L * filled.Length);
            double[] adjusted = new double[filled.Length];
            for (int time = 0; time < filled.Length; time++)
            {
                adjusted[time] = filled[time] - parts.SeasonAt(time);
            }

            Interpolation.Fill(adjusted, history.Observed, seasonLength: 1, MissingValues.Interpolate, meter);
            for (int time = 0; time < filled.Length; time++)
            {
                filled[time] = history.Observed[time] ? filled[time] : adjusted[time] + parts.SeasonAt(time);
            }

            parts = MstlDecomposition.Decompose(filled, history.SeasonLengths, robust: false, seasonalWindow: null, meter);
        }

        return parts;
    }

    private static double Squares(MstlDecomposition parts, History history)
    {
        double sum = 0;
        for (int time = 0; time < history.Values.Length; time++)
        {
            sum += history.Observed[time] ? parts.Remainder[time] * parts.Remainder[time] : 0;
        }

        return sum;
    }

    // Before the first observed value each season repeats its first cycle, after the last one its last.
    private static double[] SeasonsOf(MstlDecomposition parts, History history)
    {
        double[] seasonal = new double[history.Length];
        for (int index = 0; index < seasonal.Length; index++)
        {
            int time = index - history.Start;
            for (int season = 0; time < 0 && season < parts.Seasonal.Count; season++)
            {
                int length = parts.SeasonLengths[season];
                seasonal[index] += parts.Seasonal[season][((time % length) + length) % length];
            }

            seasonal[index] += time < 0 ? 0 : parts.SeasonAt(time);
        }

        return seasonal;
    }
}

using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Daemon.Anomalies;

namespace Tollama.Daemon.Nixtla;

/// <summary>Collects what was expected of the values of several series, and packs it: the end of each, or as many last values of each as were asked about.</summary>
/// <param name="sizes">How many values each series has.</param>
/// <param name="level">The interval.</param>
/// <param name="last">How many values of each are told; <see langword="null"/> for all from the first of which something was expected.</param>
internal sealed class PackedBands(IReadOnlyList<int> sizes, AskedLevel level, int? last)
{
    private readonly CheckedSeries?[] _series = new CheckedSeries?[sizes.Count];

    // Half the width of such an interval of the standard normal law.
    private readonly double _standard = ErrorSpread.StandardWidth(level.Percent / 100);

    /// <summary>Takes what was found in a series.</summary>
    internal void Add(CheckedSeries series, int place) => _series[place] = series;

    /// <summary>What an answer says of its series, with their positions.</summary>
    internal static IEnumerable<string> Told(AnomaliesResponse found)
    {
        SeriesNotices notices = new();
        foreach (CheckedSeries series in found.Series)
        {
            foreach (string warning in series.Warnings ?? [])
            {
                notices.Add(series.Id, warning);
            }
        }

        foreach (SeriesError error in found.Errors ?? [])
        {
            notices.Add(error.Id, $"was not looked at: {error.Message}");
        }

        return notices.Items;
    }

    /// <summary>The answer.</summary>
    /// <param name="areTogether">Whether values of one step are judged together, over all series.</param>
    internal NixtlaAnswer Pack(bool areTogether)
    {
        int[] lengths = [.. sizes.Select((size, place) => last ?? size - FirstOf(place, size))];
        int total = lengths.Sum();
        double[] mean = NixtlaInterval.Missing(total), scores = NixtlaInterval.Missing(total);
        NixtlaInterval interval = new(level, NixtlaInterval.Missing(total), NixtlaInterval.Missing(total));
        bool[] anomalies = new bool[total];
        int[] indexes = new int[total];
        int row = 0, before = 0;
        for (int place = 0; place < lengths.Length; before += sizes[place++])
        {
            for (int at = sizes[place] - lengths[place]; at < sizes[place]; at++, row++)
            {
                indexes[row] = before + at;
                int value = at - (_series[place]?.Start ?? 0);
                if (_series[place] is { Expected: { } expected } series && value >= 0 && value < expected.Length)
                {
                    double half = series.High![value] - expected[value];
                    (mean[row], interval.Low[row], interval.High[row]) = (expected[value], series.Low![value], series.High[value]);
                    anomalies[row] = series.Values![value] < interval.Low[row] || series.Values[value] > interval.High[row];
                    scores[row] = half > 0 ? (series.Values[value] - expected[value]) * _standard / half : double.NaN;
                }
            }
        }

        double[]? accumulated = areTogether ? Together(scores, lengths[0]) : null;
        return new NixtlaAnswer
        {
            InputTokens = 0,
            Mean = mean,
            Sizes = lengths,
            Indexes = last is null ? null : indexes,
            Intervals = [interval],
            Anomalies = accumulated is null ? anomalies : Array.ConvertAll(accumulated, score => score > Limit(sizes.Count)),
            Scores = last is null ? null : scores,
            Accumulated = accumulated,
        };
    }

    // A series that was not looked at has its rows, without numbers.
    private int FirstOf(int place, int size)
    {
        if (_series[place] is null)
        {
            return 0;
        }

        int first = _series[place]?.Expected is { } expected ? Array.FindIndex(expected, double.IsFinite) : -1;
        return first < 0 ? size : first + (_series[place]!.Start ?? 0);
    }

    // The root of the mean of squared scores of one step, for each series alike.
    private static double[] Together(double[] scores, int length)
    {
        double[] together = NixtlaInterval.Missing(scores.Length);
        for (int step = 0; step < length; step++)
        {
            double sum = 0;
            int count = 0;
            for (int row = step; row < scores.Length; row += length)
            {
                if (double.IsFinite(scores[row]))
                {
                    sum += scores[row] * scores[row];
                    count++;
                }
            }

            for (int row = step; row < scores.Length && count > 0; row += length)
            {
                together[row] = Math.Sqrt(sum / count);
            }
        }

        return together;
    }

    // What the root stays below at the level when series are independent and their errors normal: the quantile of chi squared as Wilson and Hilferty (1931) approximate it.
    private double Limit(int count)
    {
        double share = level.Percent / 100;
        double size = ErrorSpread.StandardWidth(Math.Abs((2 * share) - 1));
        double normal = share < 0.5 ? -size : size;
        double spread = 2.0 / (9 * count);
        double root = Math.Max(0, 1 - spread + (normal * Math.Sqrt(spread)));
        return count == 1 ? _standard : Math.Sqrt(root * root * root);
    }
}

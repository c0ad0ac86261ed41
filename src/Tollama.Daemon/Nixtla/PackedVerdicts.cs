using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Daemon.Anomalies;

namespace Tollama.Daemon.Nixtla;

/// <summary>Collects what was expected of the values of several series, one behind the other, and which of them lie outside.</summary>
/// <param name="request">The request.</param>
/// <param name="level">The interval.</param>
/// <param name="isOnline">Whether only the last values of each series are told, the same number of each.</param>
internal sealed class PackedVerdicts(NixtlaRequest request, AskedLevel level, bool isOnline)
{
    private readonly CheckedSeries?[] _series = new CheckedSeries?[request.Series.Sizes.Count];
    private readonly double _standard = ErrorSpread.StandardWidth(level.Percent / 100);
    private readonly SeriesNotices _notices = new();
    private readonly WarningList _ofAll = new();

    /// <summary>Takes a series.</summary>
    internal void Add(int place, CheckedSeries series)
    {
        _series[place] = series;
        foreach (string warning in series.Warnings ?? [])
        {
            _notices.Add(series.Id, warning);
        }
    }

    /// <summary>Notes what the answer warns of, and which series it lacks.</summary>
    internal void Tell(IEnumerable<string> warnings, IEnumerable<SeriesError> errors)
    {
        _ofAll.AddRange(warnings);
        foreach (SeriesError error in errors)
        {
            _notices.Add(error.Id, $"was not looked at, and null stands in its place: {error.Message}");
        }
    }

    /// <summary>The answer.</summary>
    internal NixtlaAnswer Answer()
    {
        int[] sizes = [.. request.Series.Sizes.Select((size, place) => isOnline ? request.DetectionSize!.Value : TailOf(size, _series[place]))];
        int length = sizes.Sum();
        double[] mean = NixtlaInterval.Missing(length), scores = NixtlaInterval.Missing(length);
        NixtlaInterval interval = new(level, NixtlaInterval.Missing(length), NixtlaInterval.Missing(length));
        bool[] anomaly = new bool[length];
        int[] indexes = new int[length];
        (int start, int first) = (0, 0);
        for (int place = 0; place < sizes.Length; place++)
        {
            int size = request.Series.Sizes[place];
            for (int i = 0; i < sizes[place]; i++)
            {
                int position = size - sizes[place] + i;
                indexes[start + i] = first + position;
                if (_series[place] is { } one && position - one.Start is { } at && at >= 0 && at < one.Values!.Length)
                {
                    (mean[start + i], interval.Low[start + i], interval.High[start + i]) = (one.Expected![at], one.Low![at], one.High![at]);
                    scores[start + i] = ScoreOf(one.Values[at], one.Expected[at], one.High[at]);
                    anomaly[start + i] = one.Values[at] < one.Low[at] || one.Values[at] > one.High[at];
                }
            }

            start += sizes[place];
            first += size;
        }

        double[]? accumulated = isOnline && DetectionCheck.IsJoint(request) ? Accumulate(scores, sizes.Length) : null;
        return new NixtlaAnswer
        {
            InputTokens = request.Series.Y.Length,
            Mean = mean,
            Sizes = sizes,
            Indexes = isOnline ? indexes : null,
            Intervals = [interval],
            Anomaly = accumulated is null ? anomaly : [.. accumulated.Select(score => score > _standard)],
            Scores = isOnline ? scores : null,
            Accumulated = accumulated,
            TellsFeatures = !isOnline,
            Warnings = [.. _ofAll.Items, .. _notices.Items],
        };
    }

    // From the first value of which something was expected to the last that was sent.
    private static int TailOf(int size, CheckedSeries? series) =>
        series is { Expected: { } expected, Start: { } start } && Array.FindIndex(expected, double.IsFinite) is >= 0 and var first ? size - start - first : 0;

    // Where an interval has no width, a value that is not what was expected is infinitely far out: told as far.
    private double ScoreOf(double value, double expected, double high)
    {
        const double Far = 1e6;
        double error = value - expected, half = high - expected;
        return half > 0 ? Math.Clamp(error * _standard / half, -Far, Far) : error == 0 ? 0 : double.IsNaN(error) ? double.NaN : Math.CopySign(Far, error);
    }

    // Missing scores say nothing.
    private double[] Accumulate(double[] scores, int count)
    {
        int size = request.DetectionSize!.Value;
        double[] ofSteps = new double[size];
        for (int step = 0; step < size; step++)
        {
            double[] known = [.. Enumerable.Range(0, count).Select(series => scores[(series * size) + step]).Where(double.IsFinite)];
            ofSteps[step] = known.Length == 0 ? double.NaN : Math.Sqrt(known.Sum(score => score * score) / known.Length);
        }

        return [.. Enumerable.Range(0, count * size).Select(place => ofSteps[place % size])];
    }
}

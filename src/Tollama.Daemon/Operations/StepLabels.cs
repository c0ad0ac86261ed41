using System.Collections;
using System.Globalization;
using Tollama.Core.Frequencies;
using Tollama.Core.Series;

namespace Tollama.Daemon.Operations;

/// <summary>The steps of an answer as texts, each made when it is written: dates in the form of the series' own, or the numbers that follow.</summary>
/// <param name="series">The series.</param>
/// <param name="horizon">How many steps there are.</param>
/// <param name="gap">How many steps after the last value come before them.</param>
internal sealed class StepLabels(TimeSeries series, int horizon, int gap) : IStampedSteps
{
    private readonly IReadOnlyList<Timestamp>? _times = series.FutureTimes;

    public int Count => horizon;

    public string this[int step] => _times is null ? (series.Length + gap + step).ToString(CultureInfo.InvariantCulture) : _times[gap + step].ToString();

    public Timestamp StampAt(int step) => _times is null ? Timestamp.FromIndex(series.Length + gap + step) : _times[gap + step];

    public IEnumerator<string> GetEnumerator()
    {
        for (int step = 0; step < horizon; step++)
        {
            yield return this[step];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

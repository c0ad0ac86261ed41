using System.Collections;
using System.Globalization;
using Tollama.Core.Frequencies;
using Tollama.Core.Series;

namespace Tollama.Daemon.Operations;

/// <summary>The steps of a forecast as texts, each made when it is written: dates in the form of the series' own, or the numbers that follow.</summary>
internal sealed class StepLabels(TimeSeries series, int horizon) : IStampedSteps
{
    private readonly IReadOnlyList<Timestamp>? _times = series.FutureTimes;

    public int Count => horizon;

    public string this[int step] => _times is null ? (series.Length + step).ToString(CultureInfo.InvariantCulture) : _times[step].ToString();

    public Timestamp StampAt(int step) => _times is null ? Timestamp.FromIndex(series.Length + step) : _times[step];

    public IEnumerator<string> GetEnumerator()
    {
        for (int step = 0; step < horizon; step++)
        {
            yield return this[step];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

namespace Tollama.Daemon.Anomalies;

/// <summary>How far the forecasts of one series from earlier origins have come.</summary>
/// <param name="watched">The series.</param>
/// <param name="start">The first value that is expected.</param>
/// <param name="step">How many values are expected at each origin.</param>
internal sealed class OriginRun(WatchedSeries watched, int start, int step)
{
    private double _deviation = double.NaN;

    internal WatchedSeries Watched => watched;

    internal int Start { get; } = start;

    /// <summary>The position of the next value that is expected.</summary>
    internal int Origin { get; private set; } = start;

    /// <summary>How many values are expected next.</summary>
    internal int Steps => Math.Min(step, watched.Length - Origin);

    /// <summary>How many origins there are in all.</summary>
    internal int Origins => (watched.Length - Start + step - 1) / step;

    internal bool IsOpen => Origin < watched.Length;

    /// <summary>The errors so far, in the units of the values.</summary>
    internal List<double> Errors { get; } = [];

    /// <summary>Notes how far off the model thinks its next value is, where the value before is one that it saw.</summary>
    internal void Remember(double[]? deviations)
    {
        if (deviations is not null && (double.IsNaN(_deviation) || watched.Counts(Origin - 1)))
        {
            _deviation = deviations[0];
        }
    }

    /// <summary>How much further off a step is than the next value after one that was seen.</summary>
    internal double GrowthOf(double[]? deviations, int index) =>
        deviations is not null && _deviation > 0 && deviations[index] > _deviation ? deviations[index] / _deviation : 1;

    /// <summary>Goes on behind the values that were judged.</summary>
    internal void Advance(int steps)
    {
        for (int place = Origin; place < Origin + steps; place++)
        {
            double error = (watched.Values[place] - watched.Expected[place]) / watched.Unit[place];
            if (double.IsFinite(error))
            {
                Errors.Add(error);
            }
        }

        Origin += steps;
    }
}

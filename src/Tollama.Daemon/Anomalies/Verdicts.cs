namespace Tollama.Daemon.Anomalies;

/// <summary>Compares values with what was expected of them.</summary>
/// <param name="share">How large a share of the usual values an interval holds: 0.99.</param>
internal sealed class Verdicts(double share)
{
    // What lies outside this share of the usual values has no say in what is expected, whatever level is asked for.
    private const double MaskShare = 0.997;

    private const double StrictLimit = 3;

    /// <summary>The spread of the errors before a position, and how it grows with what is expected.</summary>
    /// <param name="watched">The series; its expectations are set.</param>
    /// <param name="end">The position.</param>
    internal static (ErrorSpread Spread, ErrorPower Power) SpreadOf(WatchedSeries watched, int end)
    {
        List<double> errors = [], expected = [];
        for (int place = 0; place < end; place++)
        {
            double error = watched.Values[place] - watched.Expected[place];
            if (!double.IsNaN(error) && watched.HeadAt(place) is null)
            {
                errors.Add(error);
                expected.Add(watched.Expected[place]);
            }
        }

        return SpreadOf(watched, errors, expected);
    }

    /// <summary>The spread of the errors that a fit leaves.</summary>
    /// <param name="watched">The series; it was surveyed.</param>
    /// <param name="errors">The errors.</param>
    /// <param name="expected">What was expected at each of them.</param>
    internal static (ErrorSpread Spread, ErrorPower Power) SpreadOf(WatchedSeries watched, List<double> errors, List<double> expected)
    {
        ErrorPower power = ErrorPower.Of(errors, expected, watched.IsSparse);
        double[] scaled = [.. errors.Select((error, place) => error / power.UnitOf(expected[place]))];
        ErrorSpread spread = scaled.Length == 0 ? ErrorSpread.Known(watched.Floor)
            : watched.IsSparse ? ErrorSpread.Counted(scaled, watched.Floor)
            : ErrorSpread.Of(scaled, watched.Floor, areFitted: true);
        return (spread, power);
    }

    /// <summary>Judges values: sets their intervals, and takes their say from those that are out of the ordinary.</summary>
    /// <param name="watched">The series; its expectations and units are set.</param>
    /// <param name="spread">The spread of the errors, in units.</param>
    /// <param name="start">The first value.</param>
    /// <param name="end">The value after the last.</param>
    /// <param name="isStrict">True to take its say from everything beyond three deviations of the errors in the middle, whatever their tails are.</param>
    /// <returns>True if another value than before has no say.</returns>
    internal bool Judge(WatchedSeries watched, ErrorSpread spread, int start, int end, bool isStrict = false)
    {
        double half = spread.HalfWidth(share), limit = isStrict && spread.Middle > 0 ? StrictLimit * spread.Middle : spread.HalfWidth(MaskShare);
        bool changed = false;
        for (int place = start; place < end; place++)
        {
            double error = Math.Abs(watched.Values[place] - watched.Expected[place]);
            watched.Half[place] = half * watched.Unit[place];
            bool masked = error > limit * watched.Unit[place] && watched.HeadAt(place) is null;
            changed |= masked != watched.Masked[place];
            watched.Masked[place] = masked;
        }

        return changed;
    }
}

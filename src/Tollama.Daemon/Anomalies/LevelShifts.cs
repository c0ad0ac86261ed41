namespace Tollama.Daemon.Anomalies;

/// <summary>Finds where a level changed for good: values that are out of the ordinary on one side, one after the other.</summary>
internal static class LevelShifts
{
    /// <summary>So many values in a row on one side are a new level; these are still compared with the old one.</summary>
    internal const int Head = 5;

    // One in the row may lie inside the interval.
    private const int Holes = 1;

    // So many values tell how large the change is.
    private const int MostSized = 20;

    /// <summary>Looks for changes of level and adds them to the series, which then expects the new level.</summary>
    /// <param name="watched">The series; what is masked was out of the ordinary.</param>
    /// <param name="start">From which position on.</param>
    /// <param name="end">Up to which position.</param>
    /// <returns>True if one was found.</returns>
    internal static bool Find(WatchedSeries watched, int start, int end)
    {
        bool found = false;
        for (int place = Math.Max(start, Head); place < end; place++)
        {
            if (watched.Masked[place] && SizeAt(watched, place, end) is { } size)
            {
                watched.Add(new Shift(place, size));

                // What lies beyond the change is looked at again, on the new level.
                Array.Clear(watched.Masked, place, end - place);

                found = true;
                break;
            }
        }

        return found;
    }

    private static double? SizeAt(WatchedSeries watched, int first, int end)
    {
        int side = Math.Sign(watched.Values[first] - watched.Expected[first]);
        List<double> errors = [];
        int beyond = 0, holes = 0;
        for (int place = first; place < end && errors.Count < MostSized; place++)
        {
            double error = watched.Values[place] - watched.Expected[place];
            if (double.IsNaN(error))
            {
                continue;
            }

            if (watched.HeadAt(place) is not null || Math.Sign(error) != side)
            {
                break;
            }

            errors.Add(error);
            (beyond, holes) = watched.Masked[place] ? (beyond + 1, holes) : (beyond, holes + 1);
            if (beyond < Head && holes > Holes)
            {
                return null;
            }
        }

        if (beyond < Head)
        {
            return null;
        }

        errors.Sort();
        return errors[errors.Count / 2];
    }
}

namespace Tollama.Daemon.Anomalies;

/// <summary>Finds anomalies by forecasts from earlier origins: each value is compared with what was known before it, so that no later value changes what is found.</summary>
/// <param name="expecting">Asks the model.</param>
/// <param name="verdicts">Compares.</param>
internal sealed class OriginDetection(IExpecting expecting, Verdicts verdicts)
{
    /// <summary>So many values before those that are looked at tell how far off a model is that has no one-step forecasts.</summary>
    internal const int WarmUp = 40;

    // So many times a model is asked at the most.
    private const int MostOrigins = 60;

    // So many errors tell how far off a model is that says nothing of it.
    private const int LeastErrors = 10;

    /// <summary>Looks at the values from a position of each series on.</summary>
    /// <param name="all">The series.</param>
    /// <param name="starts">The positions.</param>
    /// <param name="isOnline">True if no later value may have a say in what is said of an earlier one, the width of its interval included.</param>
    /// <param name="advance">Is told how many origins are done, of how many; <see langword="null"/> for nobody.</param>
    internal async Task RunAsync(IReadOnlyList<WatchedSeries> all, IReadOnlyList<int> starts, bool isOnline, Action<int, int>? advance = null)
    {
        List<OriginRun> open = [.. all.Zip(starts, (watched, start) => new OriginRun(watched, start, StepOf(watched.Length - start)))];
        int total = open.Count == 0 ? 0 : open.Max(run => run.Origins);
        List<OriginRun> ended = [];
        for (int done = 0; open.Count > 0; done++)
        {
            advance?.Invoke(done, total);
            List<OriginRun> next = [];
            foreach (IGrouping<int, OriginRun> group in open.GroupBy(run => run.Steps))
            {
                OriginRun[] asked = [.. group];
                IReadOnlyDictionary<string, Expectation> found = await expecting.ExpectAsync(
                    [.. asked.Select(run => run.Watched.ToSee(run.Origin))],
                    [.. asked.Select(run => run.Watched.Values.Length - run.Origin)],
                    group.Key).ConfigureAwait(false);
                foreach (OriginRun run in asked)
                {
                    if (found.TryGetValue(run.Watched.Series.Id, out Expectation? expectation))
                    {
                        Apply(run, expectation, group.Key);
                        (run.IsOpen ? next : ended).Add(run);
                    }
                }
            }

            open = next;
        }

        if (!isOnline)
        {
            JudgeAgain(ended);
        }
    }

    /// <summary>How many values are expected at each origin.</summary>
    internal static int StepOf(int values) => Math.Max(1, (values + MostOrigins - 1) / MostOrigins);

    // All errors tell how wide the intervals are.
    private void JudgeAgain(List<OriginRun> runs)
    {
        foreach (OriginRun run in runs.Where(run => !run.Watched.IsFitted && run.Errors.Count >= LeastErrors))
        {
            ErrorSpread spread = ErrorSpread.Of(run.Errors, FloorOf(run.Watched), areFitted: false);
            verdicts.Judge(run.Watched, spread, run.Start, run.Watched.Length);
        }
    }

    private void Apply(OriginRun run, Expectation expectation, int steps)
    {
        WatchedSeries watched = run.Watched;
        watched.Method = expectation.Method;
        watched.IsFitted = expectation.Fitted is not null;
        watched.Survey(run.Origin);
        (ErrorSpread? spread, ErrorPower power) = SpreadOf(run, expectation);
        run.Remember(expectation.Deviations);
        for (int place = run.Origin; place < run.Origin + steps; place++)
        {
            int step = place - run.Origin;
            watched.Expect(place, expectation.Mean[step]);
            watched.Unit[place] = UnitOf(run, expectation, power, place, step);
        }

        if (spread is not null)
        {
            verdicts.Judge(watched, spread, run.Origin, run.Origin + steps);
        }

        run.Advance(steps);
        LevelShifts.Find(watched, run.Start, run.Origin);
    }

    private static double UnitOf(OriginRun run, Expectation expectation, ErrorPower power, int place, int step)
    {
        if (!run.Watched.IsFitted)
        {
            return expectation.Deviations is { } deviations ? Math.Max(deviations[step], run.Watched.Floor) : 1;
        }

        return power.UnitOf(run.Watched.Expected[place]) * run.GrowthOf(expectation.Deviations, step);
    }

    private static (ErrorSpread? Spread, ErrorPower Power) SpreadOf(OriginRun run, Expectation expectation)
    {
        WatchedSeries watched = run.Watched;
        if (expectation.Fitted is not { } fitted)
        {
            ErrorSpread? told = run.Errors.Count >= LeastErrors ? ErrorSpread.Of(run.Errors, FloorOf(watched), areFitted: false)
                : expectation.Deviations is not null ? ErrorSpread.Known(1)
                : null;
            return (told, new ErrorPower(0, 0));
        }

        // What was said of earlier values stands; how far off the model is, is told by what it says of them now.
        List<double> errors = [], expected = [];
        for (int place = 0; place < run.Origin && place < fitted.Length; place++)
        {
            double error = watched.Values[place] + watched.Moved(place) - fitted[place];
            if (!double.IsNaN(error) && watched.HeadAt(place) is null)
            {
                errors.Add(error);
                expected.Add(fitted[place]);
            }
        }

        return Verdicts.SpreadOf(watched, errors, expected);
    }

    // In deviations as the model tells them, or in the unit of the values where it tells none.
    private static double FloorOf(WatchedSeries watched) => Math.Min(watched.Floor, 1e-3);
}

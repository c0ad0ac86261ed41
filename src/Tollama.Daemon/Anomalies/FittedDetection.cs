namespace Tollama.Daemon.Anomalies;

/// <summary>Finds anomalies by the one-step forecasts of a model that was fitted to the values without them.</summary>
/// <remarks>
/// What is out of the ordinary is taken out and the model fitted again, until nothing changes: so an anomaly shifts what is expected neither of itself nor of its
/// neighbors. A change of level that lasts is found on the way, and the values before it are moved to the new level for the model.
/// </remarks>
/// <param name="expecting">Asks the model.</param>
/// <param name="verdicts">Compares.</param>
internal sealed class FittedDetection(IExpecting expecting, Verdicts verdicts)
{
    private const int MostRounds = 6;

    // Among many anomalies each hides the others: at first too much is taken out, and what turns out to be usual comes back.
    private const int StrictRounds = 2;
    private const int MostShifts = 6;

    // Before, what looks like a change of level may be what other anomalies did to the fit.
    private const int Settled = 4;

    // Of so many values at the end that have no say it is told what was expected.
    private const int MostSteps = 100;

    // Where more is out of the ordinary nothing is ordinary.
    private const double MostMasked = 0.4;

    /// <summary>Looks at series up to a position of each.</summary>
    /// <param name="all">The series.</param>
    /// <param name="ends">The positions.</param>
    /// <param name="advance">Is told how many series are done; <see langword="null"/> for nobody.</param>
    /// <returns>The series whose model has no one-step forecasts, which were not looked at.</returns>
    internal async Task<IReadOnlyList<WatchedSeries>> RunAsync(IReadOnlyList<WatchedSeries> all, IReadOnlyList<int> ends, Action<int>? advance = null)
    {
        List<WatchedSeries> without = [];
        List<(WatchedSeries Watched, int End)> open = [.. all.Zip(ends)];
        for (int round = 0; round < MostRounds + MostShifts && open.Count > 0; round++)
        {
            List<(WatchedSeries Watched, int End)> next = [];
            foreach (IGrouping<int, (WatchedSeries Watched, int End)> group in open.GroupBy(one => StepsOf(one.Watched, one.End)))
            {
                (WatchedSeries Watched, int End)[] asked = [.. group];
                IReadOnlyDictionary<string, Expectation> found = await expecting.ExpectAsync(
                    [.. asked.Select(one => one.Watched.ToSee(one.End - group.Key))],
                    [.. asked.Select(one => one.Watched.Values.Length - one.End + group.Key)],
                    group.Key).ConfigureAwait(false);
                foreach ((WatchedSeries watched, int end) in asked)
                {
                    if (found.TryGetValue(watched.Series.Id, out Expectation? expectation))
                    {
                        watched.Note(expectation);
                        if (expectation.Fitted is null)
                        {
                            without.Add(watched);
                        }
                        else if (Apply(watched, expectation, end, round))
                        {
                            next.Add((watched, end));
                        }
                    }
                }
            }

            open = next;
            advance?.Invoke(all.Count - open.Count);
        }

        return without;
    }

    // The forecast begins behind a value that has a say, and reaches to the end.
    private static int StepsOf(WatchedSeries watched, int end)
    {
        int last = end - 2;
        while (last > 0 && !watched.Counts(last))
        {
            last--;
        }

        return Math.Min(MostSteps, end - 1 - last);
    }

    /// <returns>True if the model is to be asked again.</returns>
    private bool Apply(WatchedSeries watched, Expectation expectation, int end, int round)
    {
        bool isStrict = round < StrictRounds, isLast = round >= MostRounds - 1 && watched.Shifts.Count == 0;
        double[] fitted = expectation.Fitted!, mean = expectation.Mean;
        int origin = end - mean.Length;
        watched.Survey(end);
        double before = Array.Find(fitted, value => !double.IsNaN(value));
        for (int place = 0; place < end; place++)
        {
            double expected = place >= origin ? mean[place - origin] : place < fitted.Length ? fitted[place] : double.NaN;
            if (!double.IsNaN(expected))
            {
                before = expected;
            }
            else if (watched.Masked[place])
            {
                // Some models pass over what they do not see: what they expected last holds.
                expected = before;
            }

            watched.Expect(place, expected);
        }

        (ErrorSpread spread, ErrorPower power) = Verdicts.SpreadOf(watched, end);
        for (int place = 0; place < end; place++)
        {
            watched.Unit[place] = power.UnitOf(watched.Expected[place]) * (place > origin ? GrowthOf(expectation.Deviations, place - origin) : 1);
        }

        bool changed = verdicts.Judge(watched, spread, 0, end, isStrict);
        if (changed && !isStrict && watched.Masked.Count(masked => masked) > MostMasked * end)
        {
            watched.Warnings.Add("more than two in five values are out of the ordinary: the model does not fit this series");
            return false;
        }

        bool shifted = (!changed || round >= Settled) && !isStrict && watched.Shifts.Count < MostShifts && LevelShifts.Find(watched, 0, end);
        return (changed || shifted || isStrict) && !isLast;
    }

    private static double GrowthOf(double[]? deviations, int step) =>
        deviations is [> 0, ..] && deviations[step] > deviations[0] ? deviations[step] / deviations[0] : 1;
}

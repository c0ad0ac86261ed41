using Tollama.Core.Frequencies;
using Tollama.Core.Series;
using Tollama.Data.Time;

namespace Tollama.Data.Repair;

/// <summary>Puts rows onto their grid: near ones are moved, others left out, gaps filled.</summary>
internal static class GridPlacement
{
    private const int Gap = Column.Gap;

    public static TimeSeries Place(TimeSeries series, TimestampGrid grid, RepairLog log)
    {
        Timestamp[] observed = series.Stamps();
        List<int> moved = [];
        List<int> left = [];
        int[] sources = Sources(observed, grid, moved, left);
        Timestamp[] stamps = Stamps(observed, sources, grid);
        NoteRows(observed, moved, log, "near_grid", $"a little off the steps of {grid.Frequency.Name}", "moved to the nearest step");
        NoteRows(observed, left, log, "off_grid", $"between the steps of {grid.Frequency.Name}", "left out");
        NoteGaps(stamps, sources, grid, log);
        return series.WithRows(stamps, column => column.Pick(sources));
    }

    /// <summary>The row of each grid point, or <see cref="Gap"/>.</summary>
    /// <remarks>Of several rows near one point an exact one wins, then the first.</remarks>
    private static int[] Sources(Timestamp[] stamps, TimestampGrid grid, List<int> moved, List<int> left)
    {
        int[] sources = new int[grid.Length];
        Array.Fill(sources, Gap);
        for (int pass = 0; pass < 2; pass++)
        {
            for (int index = 0; index < stamps.Length; index++)
            {
                long number = grid.Locate(stamps[index], out GridFit fit);
                if ((fit == GridFit.Exact) != (pass == 0))
                {
                    continue;
                }

                bool free = fit != GridFit.Off && number >= 0 && number < sources.Length && sources[number] == Gap;
                if (free)
                {
                    sources[number] = index;
                }

                if (!free || fit == GridFit.Near)
                {
                    (free ? moved : left).Add(index);
                }
            }
        }

        return sources;
    }

    private static Timestamp[] Stamps(Timestamp[] observed, int[] sources, TimestampGrid grid)
    {
        Timestamp[] stamps = new Timestamp[sources.Length];
        Timestamp neighbour = observed[0];
        for (int number = 0; number < stamps.Length; number++)
        {
            int source = sources[number];
            neighbour = source == Gap ? neighbour : observed[source];
            bool exact = source != Gap && grid.Locate(neighbour, out GridFit fit) == number && fit == GridFit.Exact;
            stamps[number] = exact ? neighbour : grid.At(number, neighbour);
        }

        return stamps;
    }

    private static void NoteRows(Timestamp[] stamps, List<int> found, RepairLog log, string type, string where, string done)
    {
        if (found.Count > 0)
        {
            log.Note(
                type,
                RepairLog.Count(found.Count, "time stamp is", "time stamps are") + $" {where} (first: {stamps[found[0]]})",
                done,
                found.Select(index => (log.Row(index), $"Row {log.Row(index)}: {stamps[index]} is {where}.")));
        }
    }

    private static void NoteGaps(Timestamp[] stamps, int[] sources, TimestampGrid grid, RepairLog log)
    {
        int[] gaps = [.. Enumerable.Range(0, sources.Length).Where(number => sources[number] == Gap)];
        if (gaps.Length > 0)
        {
            log.Note(
                "gap",
                RepairLog.Count(gaps.Length, "step", "steps")
                    + $" of {grid.Frequency.Name} {(gaps.Length == 1 ? "has" : "have")} no row (first: {stamps[gaps[0]]})",
                "filled as missing",
                gaps.Select(number => (stamps[number].ToString(), $"There is no row for {stamps[number]}.")));
        }
    }
}

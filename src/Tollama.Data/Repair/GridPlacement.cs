using Tollama.Core.Errors;
using Tollama.Core.Frequencies;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Data.Time;

namespace Tollama.Data.Repair;

/// <summary>Puts rows onto their grid, which keeps all of them: near ones are moved, gaps filled.</summary>
internal static class GridPlacement
{
    private const int Gap = Column.Gap;

    public static TimeSeries Place(TimeSeries series, TimestampGrid grid, GapFill fill, RepairLog log)
    {
        Timestamp[] observed = series.Stamps();
        List<int> moved = [];
        int[] sources = Sources(observed, grid, moved);
        Timestamp[] stamps = Stamps(observed, sources, grid);
        NoteMoved(observed, moved, grid, log);
        NoteGaps(stamps, sources, grid, fill, log);
        TimeSeries placed = series.WithRows(stamps, column => column.Pick(sources));
        return placed with { Target = GapFilling.Fill(placed.Target, sources, fill) };
    }

    /// <summary>The row of each grid point, or <see cref="Gap"/>.</summary>
    private static int[] Sources(Timestamp[] stamps, TimestampGrid grid, List<int> moved)
    {
        int[] sources = new int[grid.Length];
        Array.Fill(sources, Gap);
        for (int index = 0; index < stamps.Length; index++)
        {
            sources[grid.Locate(stamps[index], out GridFit fit)] = index;
            if (fit == GridFit.Near)
            {
                moved.Add(index);
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

    private static void NoteMoved(Timestamp[] stamps, List<int> moved, TimestampGrid grid, RepairLog log)
    {
        if (moved.Count > 0)
        {
            string where = $"a little off the steps of {grid.Frequency.Words}";
            log.Note(
                "near_grid",
                CountText.Of(moved.Count, "time stamp is", "time stamps are") + $" {where} (first: {stamps[moved[0]]})",
                "moved to the nearest step",
                moved.Select(index => (log.Row(index), $"Row {log.Row(index)}: {stamps[index]} is {where}.")));
        }
    }

    private static void NoteGaps(Timestamp[] stamps, int[] sources, TimestampGrid grid, GapFill fill, RepairLog log)
    {
        int[] gaps = [.. Enumerable.Range(0, sources.Length).Where(number => sources[number] == Gap)];
        if (gaps.Length == 0 || fill == GapFill.Missing)
        {
            return;
        }

        string found = CountText.Of(gaps.Length, "step", "steps") + $" of {grid.Frequency.Words} {(gaps.Length == 1 ? "has" : "have")} no row (first: {stamps[gaps[0]]})"
            + (grid.Frequency.IsSubDaily ? ClockHints.OfGaps(Array.ConvertAll(gaps, number => stamps[number])) : "");
        if (fill == GapFill.None)
        {
            log.Note(
                "gap",
                found,
                "filled as missing",
                gaps.Select(number => (stamps[number].ToString(), $"There is no row for {stamps[number]}.")));
        }
        else
        {
            log.Tell(found, fill == GapFill.Zero ? "filled with zero" : "filled with the value before");
        }
    }
}

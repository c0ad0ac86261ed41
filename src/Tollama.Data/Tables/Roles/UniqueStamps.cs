using Tollama.Core.Errors;
using Tollama.Core.Frequencies;
using Tollama.Data.Tables.Assembly;
using Tollama.Data.Tables.Columns;
using Tollama.Data.Time;

namespace Tollama.Data.Tables.Roles;

/// <summary>Decides whether a column that is called like an id names series in a table in which (nearly) no time stamp repeats.</summary>
/// <remarks>
/// Rows that fill their steps together are one series, and the column says something of each row. Series that were observed at different times fill their own steps
/// better than all rows together do. Where one value follows the other and no row is missing between them, both is as likely: then the request must say it.
/// </remarks>
internal static class UniqueStamps
{
    private const int MostRows = 20_000;
    private const int FewestStamps = 3;
    private const int FewSlips = 2;
    private const double MostNameless = 0.3;
    private const double NearlyAsGood = 0.9;
    private const double Regular = 0.8;

    /// <param name="named">The column.</param>
    /// <param name="table">The rows.</param>
    /// <param name="times">Their time stamps.</param>
    /// <exception cref="TollamaException">Nothing tells whether the column names series.</exception>
    public static IdChoice Choose(ColumnProfile named, LoadedTable table, RowTimes times)
    {
        CodedColumn ids = table.Codes(named);
        string name = Excerpt.Of(named.Name);
        IdChoice chosen = IdChoice.Of([named], table);
        IdChoice none = IdChoice.None with
        {
            Note = $"all rows are one series, since column '{name}' is not needed to tell time stamps apart; if it names series, say id={name}",
        };
        int nameless = ids.CodeOf("");
        int[] places = [.. Enumerable.Range(0, Math.Min(table.Count, MostRows)).Where(row => !times.IsBad(row))];
        (Timestamp Stamp, int Id)[] rows = [.. places.Where(row => ids.Codes[row] != nameless).Select(row => (times.At(row, row), ids.Codes[row])).Order()];
        if (places.Length - rows.Length > Math.Max(FewSlips, MostNameless * places.Length) && !IdNames.IsContract(named.Name))
        {
            return none;
        }

        if (rows.All(row => row.Id == rows[0].Id))
        {
            return chosen;
        }

        (double together, Frequency? step) = Fill(rows.Select(row => row.Stamp));
        (double apart, bool sameStep) = FillApart(rows, step);
        int repeats = RepeatedStamps.Count(ids: null, times.Moments!);
        if (repeats > 0 && RepeatedStamps.Count(ids, times.Moments!) == 0 && apart >= Regular && sameStep)
        {
            return chosen;
        }

        if (IdNames.IsContract(named.Name) || together < NearlyAsGood * apart || together == 0)
        {
            return chosen with
            {
                Note = $"time stamps do not repeat: the series of column '{name}' were observed at different times; if all rows are one series, say covariates={name}",
            };
        }

        int runs = rows.Where((row, place) => place == 0 || row.Id != rows[place - 1].Id).Count();
        return runs == ids.Texts.Count - (nameless < 0 ? 0 : 1) && sameStep && rows.Length >= FewestStamps * runs
            ? throw Undecided(named, ids.Texts[rows[0].Id], rows.First(row => row.Id != rows[0].Id), ids)
            : none;
    }

    /// <summary>Whether columns that tell the few rows with one time stamp apart name series: each then has the step of all rows together, and as few gaps.</summary>
    /// <param name="choice">The columns.</param>
    /// <param name="table">The rows.</param>
    /// <param name="times">Their time stamps.</param>
    public static bool NameSeries(IdChoice choice, LoadedTable table, RowTimes times)
    {
        (Timestamp Stamp, int Id)[] rows =
            [.. Enumerable.Range(0, Math.Min(table.Count, MostRows)).Where(row => !times.IsBad(row)).Select(row => (times.At(row, row), choice.Joined!.Codes[row])).Order()];
        (double together, Frequency? step) = Fill(rows.Select(row => row.Stamp));
        (double apart, bool sameStep) = FillApart(rows, step);
        return together == 0 || together < NearlyAsGood * apart || (apart >= Regular * together && sameStep);
    }

    private static TollamaException Undecided(ColumnProfile named, string first, (Timestamp Stamp, int Id) change, CodedColumn ids) => TableError.Invalid(
        $"column '{Excerpt.Of(named.Name)}' changes from '{TableError.Shorten(first)}' to '{TableError.Shorten(ids.Texts[change.Id])}' at {change.Stamp}, and no row is missing between them: "
            + "these may be several series that follow each other, or one.",
        $"Say id={Excerpt.Of(named.Name)} if it names the series, or covariates={Excerpt.Of(named.Name)} if all rows are one series.");

    /// <summary>The share of its steps that a series has, and the step; 0 when no step keeps all of its stamps.</summary>
    private static (double Fill, Frequency? Step) Fill(IEnumerable<Timestamp> ascending)
    {
        Timestamp[] stamps = [.. ascending];
        stamps = [.. stamps.Where((stamp, place) => place == 0 || stamp != stamps[place - 1])];
        try
        {
            return stamps.Length >= FewestStamps && StepSearch.In(StampKinds.Unify(stamps, yearsArePositions: false).ToArray()) is { Grid: { } grid }
                ? ((double)stamps.Length / grid.Length, grid.Frequency)
                : (0, null);
        }
        catch (TollamaException)
        {
            // Positions and dates in one series: its turn comes later.
            return (0, null);
        }
    }

    /// <summary>The mean of the shares of all series, each as heavy as it has rows, and whether most have the step of all together.</summary>
    private static (double Fill, bool SameStep) FillApart((Timestamp Stamp, int Id)[] rows, Frequency? step)
    {
        double filled = 0;
        int same = 0;
        foreach (IGrouping<int, Timestamp> series in rows.GroupBy(row => row.Id, row => row.Stamp))
        {
            (double fill, Frequency? own) = Fill(series);
            int count = series.Count();
            filled += fill * count;
            same += own == step ? count : 0;
        }

        return (filled / rows.Length, same >= Regular * rows.Length);
    }
}

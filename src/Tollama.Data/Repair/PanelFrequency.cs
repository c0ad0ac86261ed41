using System.Globalization;
using Tollama.Core.Errors;
using Tollama.Core.Frequencies;
using Tollama.Core.Series;
using Tollama.Data.Time;

namespace Tollama.Data.Repair;

/// <summary>The frequency that the series of a table have together: a series that is too short to tell has that of the others.</summary>
internal static class PanelFrequency
{
    /// <summary>From so many stamps on a series tells its frequency itself.</summary>
    public const int EnoughStamps = 8;

    /// <summary>So many series tell what the others are; more would take their time.</summary>
    private const int MostVoters = 50;

    /// <summary>So many stamps of series that are short are looked at together.</summary>
    private const int MostStamps = 20_000;

    private const int MostStampsOfOne = 2000;

    /// <summary>A step that is so many times longer is another one: that of working days is 1.4 days.</summary>
    internal const double Longer = 1.9;

    private const int MostNamed = 3;

    /// <summary>The frequency of most series; <see langword="null"/> for a single one, and where no frequency has most of them.</summary>
    /// <param name="series">Series that were read; those with a frequency of their own count as well.</param>
    public static Frequency? Of(IReadOnlyList<TimeSeries> series)
    {
        if (series.Count < 2)
        {
            return null;
        }

        TimeSeries[] able = [.. series.Where(one => one.Times is { Count: >= EnoughStamps })];
        int every = Math.Max(1, able.Length / MostVoters);
        Frequency[] votes = [.. able.Where((_, index) => index % every == 0).Select(Own).OfType<Frequency>()];
        if (votes.Length == 0)
        {
            return Together(series);
        }

        IGrouping<Frequency, Frequency> most = votes.GroupBy(KindOf).MaxBy(kind => kind.Count())!;
        return most.Count() * 2 > votes.Length ? most.First() : null;
    }

    /// <summary>A frequency without its anchor: weeks that begin on other days are weeks.</summary>
    public static Frequency KindOf(Frequency frequency) =>
        frequency is { Open: null, Day: null, Weeks: null } ? Frequency.Create(frequency.Unit, frequency.Multiple) : frequency;

    /// <summary>What is to be said of a table whose series have several frequencies; <see langword="null"/> for nothing.</summary>
    public static string? Difference(IReadOnlyList<TimeSeries> series)
    {
        var kinds = series.Where(one => one.Frequency is not null).GroupBy(one => KindOf(one.Frequency!)).OrderByDescending(kind => kind.Count()).ToArray();
        return kinds.Length < 2 ? null : "The series have different frequencies: " + string.Join(", ", kinds.Select(kind =>
            string.Create(CultureInfo.InvariantCulture, $"{kind.First().Frequency!.Words} ({kind.Count()}: ")
                + string.Join(", ", kind.Take(MostNamed).Select(one => $"series '{Excerpt.Of(one.Id)}'")) + (kind.Count() > MostNamed ? ", …)" : ")")))
            + ". Send freq= if they should have one.";
    }

    /// <summary>Stamps in order, each once, of one kind; <see langword="null"/> when they are of several kinds.</summary>
    /// <remarks>Sorted, not hashed: whoever writes the stamps could choose some that all have one hash code.</remarks>
    private static Timestamp[]? Distinct(IEnumerable<Timestamp> stamps)
    {
        Timestamp[] ascending = [.. stamps.Order()];
        try
        {
            return StampKinds.Unify([.. ascending.Where((stamp, index) => index == 0 || stamp != ascending[index - 1])], yearsArePositions: false).ToArray();
        }
        catch (TollamaException)
        {
            return null;
        }
    }

    private static Frequency? Own(TimeSeries series) => series.Frequency ?? Found(series.Times!.Take(MostStampsOfOne));

    /// <summary>The frequency of short series: that which some say, else that of their stamps together.</summary>
    private static Frequency? Together(IReadOnlyList<TimeSeries> series)
    {
        IGrouping<Frequency, Frequency>[] said =
            [.. series.Where(one => one is { Frequency.IsIndex: false, Times.Count: > 0 }).Select(one => one.Frequency!).GroupBy(KindOf)];
        if (said.Length > 0)
        {
            return said.Length == 1 ? said[0].First() : null;
        }

        List<Timestamp[]> all = [];
        int count = 0;
        foreach (TimeSeries one in series.Where(one => one.Times is { Count: > 0 }))
        {
            all.Add([.. one.Times!.Take(MostStamps - count)]);
            count += all[^1].Length;
            if (count == MostStamps)
            {
                break;
            }
        }

        // The stamps of a daily series beside an hourly one are no calendar of its hours.
        long[] steps = [.. all.Select(stamps => EvenSteps.Of(stamps)?.Frequency.ApproximateTicks ?? 0)];
        long shortest = steps.Where(step => step > 0).DefaultIfEmpty(0).Min();
        return Found(all.Where((_, place) => steps[place] == 0 || steps[place] < Longer * shortest).SelectMany(stamps => stamps));
    }

    private static Frequency? Found(IEnumerable<Timestamp> stamps) =>
        Distinct(stamps) is { Length: > 1 } distinct && StepSearch.In(distinct) is { Grid: not null } search ? search.Frequency!.Frequency : null;
}

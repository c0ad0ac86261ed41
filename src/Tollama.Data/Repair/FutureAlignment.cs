using System.Globalization;
using Tollama.Core.Errors;
using Tollama.Core.Frequencies;
using Tollama.Core.Series;

namespace Tollama.Data.Repair;

/// <summary>Brings the future of covariates that came with time stamps of their own to the steps that are forecast.</summary>
internal static class FutureAlignment
{
    /// <summary>The series with the future of its covariates step by step.</summary>
    /// <param name="series">A series whose <see cref="TimeSeries.FutureTimes"/> are the stamps of these futures, or <see langword="null"/> when they are steps already.</param>
    /// <param name="steps">The steps to forecast.</param>
    /// <param name="mayLack">Whether steps without a value are missing values; by default they are refused.</param>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidTable"/>: a covariate has no value for a step.</exception>
    public static TimeSeries Align(TimeSeries series, IReadOnlyList<Timestamp> steps, bool mayLack = false)
    {
        if (series.FutureTimes is not { } stamps || !series.Covariates.Any(covariate => covariate.Future is not null))
        {
            return series with { FutureTimes = steps };
        }

        int[] places = PlacesOf(steps, stamps);
        if (mayLack)
        {
            return series with { FutureTimes = steps, Covariates = [.. series.Covariates.Select(covariate => Filled(covariate, places, series, steps.Count)).OfType<Covariate>()] };
        }

        return series with { FutureTimes = steps, Covariates = [.. series.Covariates.Select(covariate => Align(covariate, places, series, steps))] };
    }

    /// <summary>For each step the place of its stamp, the last of several; up to the first step that has none, which is <see cref="Column.Gap"/>.</summary>
    /// <remarks>Both in order, not in a dictionary: whoever writes the stamps could choose some that all have one hash code.</remarks>
    private static int[] PlacesOf(IReadOnlyList<Timestamp> steps, IReadOnlyList<Timestamp> stamps)
    {
        int[] order = [.. Enumerable.Range(0, stamps.Count).OrderBy(place => stamps[place])];
        List<int> places = [];
        int next = 0;
        foreach (Timestamp step in steps)
        {
            while (next < order.Length && stamps[order[next]] < step)
            {
                next++;
            }

            int found = Column.Gap;
            for (; next < order.Length && stamps[order[next]] == step; next++)
            {
                found = order[next];
            }

            places.Add(found);
            if (found == Column.Gap)
            {
                break;
            }
        }

        return [.. places];
    }

    // Where there are fewer values than steps no earlier origin sees a future: it is left out, so that nothing grows beyond what was sent.
    private static Covariate? Filled(Covariate covariate, int[] places, TimeSeries series, int steps)
    {
        if (covariate.Future is not { } future)
        {
            return covariate;
        }

        Column? filled = steps > series.Length || covariate.Past is null ? null
            : future.Pick([.. places, .. Enumerable.Repeat(Column.Gap, steps - places.Length)]);
        return covariate.Past is null && filled is null ? null : new Covariate(covariate.Name, covariate.Past, filled);
    }

    private static Covariate Align(Covariate covariate, int[] places, TimeSeries series, IReadOnlyList<Timestamp> steps)
    {
        if (covariate.Future is not { } future)
        {
            return covariate;
        }

        // An empty cell of a category is a category like others: that no campaign runs.
        int missing = Array.FindIndex(places, place => place == Column.Gap || (!covariate.IsCategory && future.IsMissing(place)));
        return missing < 0
            ? new Covariate(covariate.Name, covariate.Past, future.Pick(places))
            : throw new TollamaException(
                ErrorCode.InvalidTable,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the future covariate '{Excerpt.Of(covariate.Name)}' of series '{Excerpt.Of(series.Id)}' has no value for {steps[missing]}, step {missing + 1} of {steps.Count}."),
                "Add a row for each step to forecast, those of a gap too, with the target empty.");
    }
}

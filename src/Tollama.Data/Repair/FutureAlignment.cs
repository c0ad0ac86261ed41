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
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidTable"/>: a covariate has no value for a step.</exception>
    public static TimeSeries Align(TimeSeries series, IReadOnlyList<Timestamp> steps)
    {
        if (series.FutureTimes is not { } stamps || !series.Covariates.Any(covariate => covariate.Future is not null))
        {
            return series with { FutureTimes = steps };
        }

        Dictionary<Timestamp, int> placeOf = [];
        for (int place = 0; place < stamps.Count; place++)
        {
            placeOf[stamps[place]] = place;
        }

        int[] places = [.. steps.Select(step => placeOf.GetValueOrDefault(step, Column.Gap))];
        return series with { FutureTimes = steps, Covariates = [.. series.Covariates.Select(covariate => Align(covariate, places, series, steps))] };
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
                    $"the future covariate '{covariate.Name}' of series '{series.Id}' has no value for {steps[missing]}, step {missing + 1} of {steps.Count}"),
                "add a row for each step to forecast, with the target empty");
    }
}

using System.Globalization;
using Tollama.Core.Errors;

namespace Tollama.Stats;

/// <summary>A method that takes part in an ensemble.</summary>
/// <param name="Model">The method.</param>
/// <param name="Seasons">Which seasons it is told.</param>
/// <param name="Label">What it is called in the ensemble; by default what the fitted method calls itself, up to the first comma.</param>
/// <param name="Prior">How much it counts before any errors are looked at, above 0; 1 by default.</param>
/// <param name="Reach">
/// How many steps ahead it counts in full; from there on less and less, to the e-th part after as many steps again. <see langword="null"/> for any number of steps.
/// </param>
internal sealed record EnsembleMember(
    UnivariateModel Model, MemberSeasons Seasons = MemberSeasons.All, string? Label = null, double Prior = 1, int? Reach = null)
{
    /// <summary>Fits the method to the history, or to what was known of it at an earlier time.</summary>
    /// <exception cref="TollamaException">It took longer than the limit, or the method failed.</exception>
    public Predictor Fit(History history, TimeLimit? limit, CancellationToken cancellationToken)
    {
        if (limit is null)
        {
            return Fit(history, cancellationToken);
        }

        using CancellationTokenSource late = new(limit.Time, limit.Clock);
        using CancellationTokenSource lateOrCancelled = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            return Fit(history, lateOrCancelled.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TollamaException(
                ErrorCode.SeriesNotForecastable,
                string.Create(CultureInfo.InvariantCulture, $"it took longer than {limit.Time.TotalSeconds:0.###} seconds"),
                "Allow more time with options.member_seconds.");
        }
    }

    private Predictor Fit(History history, CancellationToken cancellationToken)
    {
        int[] seasons = Seasons switch
        {
            MemberSeasons.None => [],
            MemberSeasons.Shortest => history.SeasonLengths[..Math.Min(1, history.SeasonLengths.Length)],
            _ => history.SeasonLengths,
        };
        return Model.FitCore(history.With(history.Values, seasons).For(Model), cancellationToken);
    }
}

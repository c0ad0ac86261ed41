using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>A forecasting method for one series: settings, and how to fit them to a history.</summary>
/// <remarks>
/// Immutable, safe to use from many threads, and deterministic: the same history gives the same bits.
/// <code>
/// SeriesForecast forecast = new Theta().Fit(y, seasonLength: 12).Forecast(12, [0.1, 0.5, 0.9]);
/// </code>
/// A method of your own is a subclass with a <see cref="Name"/> and a <see cref="FitCore"/>. It keeps no state between fits, takes neither
/// time nor chance from outside, and works in any unit: a history that is twice as large gives a forecast that is twice as large. It can
/// then be used wherever a method can: alone, in <see cref="Mstl"/>, in an <see cref="Ensemble"/>, with <see cref="ModelTreatments"/>.
/// docs/library.md has an example.
/// </remarks>
public abstract class UnivariateModel
{
    /// <summary>The method's name as users type it: <c>theta</c>.</summary>
    public abstract string Name { get; }

    /// <summary>How many whole seasons of history make a season usable; at least 1, 2 by default.</summary>
    protected internal virtual int SeasonsNeeded => 2;

    /// <summary>Whether the method uses several seasons at once; by default it is told one at the most.</summary>
    protected internal virtual bool UsesManySeasons => false;

    /// <summary>Whether a program searches for seasons when neither its user nor the frequency names any; false by default.</summary>
    protected internal virtual bool FindsSeasons => false;

    /// <summary>What stands in for a missing value; a straight line by default.</summary>
    protected internal virtual MissingValues Missing => MissingValues.Interpolate;

    /// <summary>What the method does with the level of a series; kept by default.</summary>
    /// <param name="hasSeason">Whether the history has a usable season.</param>
    /// <param name="keepsSign">Whether all its values are above 0, or all below.</param>
    internal virtual LevelUse UseOfLevel(bool hasSeason, bool keepsSign) => LevelUse.Kept;

    /// <summary>Fits the method to a history.</summary>
    /// <param name="y">
    /// The observed values, oldest first; <see cref="double.NaN"/> marks a missing one. Missing values are filled and a warning says how;
    /// those at the end are forecast like the steps after them. At least one value must be observed, and none infinite.
    /// </param>
    /// <param name="seasonLength">
    /// The number of values in a season, at least 1; 1 (the default) for none. A season of which the history has too few repetitions
    /// is treated as none, and a warning says so.
    /// </param>
    /// <param name="cancellationToken">Ends a long search early.</param>
    /// <returns>The fitted model, ready to forecast.</returns>
    /// <exception cref="Core.Errors.TollamaException">
    /// <see cref="Core.Errors.ErrorCode.SeriesNotForecastable"/>: no value is observed, or one is infinite.
    /// <see cref="Core.Errors.ErrorCode.InvalidRequest"/>: the season length is below 1.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public FittedModel Fit(ReadOnlySpan<double> y, int seasonLength = 1, CancellationToken cancellationToken = default) =>
        Fit(y, [seasonLength], cancellationToken);

    /// <summary>Fits the method to a history with several seasons, e.g. 24 and 168 for hours.</summary>
    /// <param name="y">The observed values, as in the other overload.</param>
    /// <param name="seasonLengths">
    /// The numbers of values in the seasons, each at least 1. A method for one season takes the first that is usable.
    /// </param>
    /// <param name="cancellationToken">Ends a long search early.</param>
    /// <returns>The fitted model, ready to forecast.</returns>
    /// <exception cref="Core.Errors.TollamaException">As the other overload.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public FittedModel Fit(ReadOnlySpan<double> y, ReadOnlySpan<int> seasonLengths, CancellationToken cancellationToken = default)
    {
        WorkMeter meter = new(cancellationToken);
        History history = History.From(y, seasonLengths, this, meter);
        return new FittedModel(history, FitCore(history, cancellationToken), meter);
    }

    /// <summary>Fits the method to a history that is complete, scaled to magnitude 1, and whose seasons are usable.</summary>
    /// <param name="history">
    /// The history; not to be written to. A method that has a use for a season must also do without one.
    /// </param>
    /// <param name="cancellationToken">
    /// Ends the work early; a method that takes longer than some milliseconds looks at it, by a <see cref="WorkMeter"/> where that is handy.
    /// </param>
    /// <returns>The one-step forecasts of the history, and the future, in the units of the history.</returns>
    /// <exception cref="Core.Errors.TollamaException">
    /// <see cref="Core.Errors.ErrorCode.SeriesNotForecastable"/>: the method cannot forecast this series. An ensemble then goes on without
    /// it.
    /// </exception>
    protected internal abstract Predictor FitCore(History history, CancellationToken cancellationToken);
}

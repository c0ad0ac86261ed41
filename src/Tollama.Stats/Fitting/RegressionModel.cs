using Tollama.Core.Errors;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>A method that can explain a part of the series by other series.</summary>
public abstract class RegressionModel : UnivariateModel
{
    private protected RegressionModel()
    {
    }

    /// <summary>Fits the method to a history and to regressors whose future will be known.</summary>
    /// <param name="y">The observed values, oldest first; <see cref="double.NaN"/> marks a missing one.</param>
    /// <param name="regressors">One column a regressor, each as long as <paramref name="y"/> and finite.</param>
    /// <param name="seasonLength">The number of values in a season, at least 1; 1 (the default) for none.</param>
    /// <param name="cancellationToken">Ends a long search early.</param>
    /// <returns>The fitted model; <see cref="FittedModel.Forecast"/> needs the same columns for the future.</returns>
    /// <exception cref="TollamaException">
    /// <see cref="ErrorCode.InvalidRequest"/>: a column has another length or a value that is not finite; otherwise as without regressors.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public FittedModel Fit(
        ReadOnlySpan<double> y, IReadOnlyList<double[]> regressors, int seasonLength = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(regressors);
        return Fit(y, regressors, [seasonLength], cancellationToken);
    }

    internal FittedModel Fit(
        ReadOnlySpan<double> y, IReadOnlyList<double[]> regressors, ReadOnlySpan<int> seasonLengths, CancellationToken cancellationToken)
    {
        WorkMeter meter = new(cancellationToken);
        RegressorColumns.Check(regressors, y.Length, "history", meter);
        History history = History.From(y, seasonLengths, this, meter, regressors);
        return new FittedModel(history, FitCore(history, cancellationToken), meter);
    }
}

using Tollama.Core.Errors;

namespace Tollama.Stats;

/// <summary>Makes a method of another that sees a transformed or a cleaned history.</summary>
/// <remarks>
/// The result is a method like any other:
/// <code>
/// SeriesForecast forecast = new Theta().WithBoxCox().Fit(y, seasonLength: 12).Forecast(12, [0.1, 0.9]);
/// </code>
/// </remarks>
public static class ModelTreatments
{
    /// <summary>
    /// Lets a method work on the series transformed after Box and Cox, and transforms forecasts, quantiles and fitted values back.
    /// </summary>
    /// <param name="method">The method.</param>
    /// <param name="lambda">The power, from -1 to 2; by default that of <see cref="GuerreroLambda"/>.</param>
    /// <param name="biasAdjusted">
    /// Whether the mean is that of the distribution after transforming back; by default (false) it is the transformed mean, which is a
    /// median. Quantiles are the same.
    /// </param>
    /// <returns>
    /// The method. It leaves a history untransformed, and says so in a warning, when it has values that the power cannot take: 0 or less
    /// for a lambda of 0 or less.
    /// </returns>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>: lambda is out of range.</exception>
    public static UnivariateModel WithBoxCox(this UnivariateModel method, double? lambda = null, bool biasAdjusted = false) =>
        Treat(method, new BoxCoxTreatment(lambda is null ? null : new BoxCox(lambda.Value), biasAdjusted));

    /// <summary>Lets a method see the series without its outliers.</summary>
    /// <param name="method">The method.</param>
    /// <returns>The method. It says in a warning which values were replaced.</returns>
    /// <remarks>See <see cref="Outliers"/> for what an outlier is and what stands in for it.</remarks>
    public static UnivariateModel WithOutlierCleaning(this UnivariateModel method) => Treat(method, new OutlierTreatment());

    private static UnivariateModel Treat(UnivariateModel method, Treatment treatment)
    {
        ArgumentNullException.ThrowIfNull(method);
        return method is RegressionModel regression ? new TreatedRegression(regression, treatment) : new TreatedModel(method, treatment);
    }
}

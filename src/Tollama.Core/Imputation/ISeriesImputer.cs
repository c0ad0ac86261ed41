using Tollama.Core.Errors;
using Tollama.Core.Series;

namespace Tollama.Core.Imputation;

/// <summary>Fills the missing values of a series.</summary>
/// <remarks>Implementations are safe to call from many threads.</remarks>
public interface ISeriesImputer
{
    /// <summary>Fills one series.</summary>
    /// <param name="series">The series; its steps are regular, or its frequency is not known. Covariates are not looked at.</param>
    /// <param name="settings">How it is filled.</param>
    /// <param name="cancellationToken">Ends the work early with <see cref="OperationCanceledException"/>.</param>
    /// <returns>What stands at each missing value; empty when none is missing.</returns>
    /// <exception cref="TollamaException"><see cref="ErrorCode.SeriesNotForecastable"/>: nothing was observed, or the way asked for cannot fill it.</exception>
    SeriesImputation Impute(TimeSeries series, ImputationSettings settings, CancellationToken cancellationToken);
}

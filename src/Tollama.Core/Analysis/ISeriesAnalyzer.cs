using Tollama.Core.Errors;
using Tollama.Core.Series;

namespace Tollama.Core.Analysis;

/// <summary>Describes a series: its seasons, its trend, what does not belong to it.</summary>
/// <remarks>Implementations are safe to call from many threads.</remarks>
public interface ISeriesAnalyzer
{
    /// <summary>Describes one series.</summary>
    /// <param name="series">The series; its steps are regular, or its frequency is not known. Covariates are not looked at.</param>
    /// <param name="settings">How much is looked for.</param>
    /// <param name="cancellationToken">Ends the work early with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="TollamaException"><see cref="ErrorCode.SeriesNotForecastable"/>: there is nothing to describe.</exception>
    SeriesAnalysis Analyze(TimeSeries series, AnalysisSettings settings, CancellationToken cancellationToken);
}

using Tollama.Core.Series;

namespace Tollama.Neural;

/// <summary>The series of one request, ready for a model: several are computed in one pass, and which ones must not matter.</summary>
internal interface ISeriesBatch
{
    /// <summary>The levels of the rows of <see cref="NativeForecast.Quantiles"/>.</summary>
    IReadOnlyList<double> QuantileLevels { get; }

    /// <summary>How levels between those are read.</summary>
    BetweenLevels BetweenLevels => BetweenLevels.OfOrdered;

    /// <summary>How many series have to be in one pass, because each looks at the others; 1 if none does.</summary>
    int JoinedSeries { get; }

    /// <summary>The values of a series that the model looks at, oldest first; NaN marks a missing one.</summary>
    double[] ContextOf(TimeSeries series);

    /// <summary>How much work a series is: the tokens of the widest pass.</summary>
    int TokensOf(TimeSeries series);

    /// <summary>Forecasts some of the series in one pass.</summary>
    IReadOnlyList<NativeForecast> Forecast(ForwardPass pass, IReadOnlyList<TimeSeries> series);
}

using System.Text.Json;
using Tollama.Core.Errors;
using Tollama.Core.Forecasting;
using Tollama.Core.Series;

namespace Tollama.Stats;

/// <summary>Repeats the last observed value; every quantile is that value, too.</summary>
internal sealed class MockModel(JsonElement? defaults) : IForecastModel
{
    /// <inheritdoc />
    public ModelTraits Traits { get; } = new();

    /// <inheritdoc />
    public IReadOnlyList<SeriesOutcome> Forecast(ForecastTask task, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(task);
        new OptionReader("mock", task.Options, defaults).RefuseOthers();
        SeriesOutcome[] outcomes = new SeriesOutcome[task.Series.Count];
        for (int index = 0; index < outcomes.Length; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            outcomes[index] = Repeat(task.Series[index], task);
            progress?.Report(index + 1);
        }

        return outcomes;
    }

    private static SeriesOutcome Repeat(TimeSeries series, ForecastTask task)
    {
        double[] target = series.Target.Values;
        int last = Array.FindLastIndex(target, double.IsFinite);
        if (last < 0)
        {
            return SeriesOutcome.Failure(series.Id, new TollamaException(
                ErrorCode.SeriesNotForecastable,
                target.Length == 1 ? "The only value of the series is missing." : $"None of the {target.Length} values of the series is observed.",
                "Send at least one observed value, or leave the series out."));
        }

        double[] values = new double[task.Horizon];
        Array.Fill(values, target[last]);
        double[][] quantiles = new double[task.QuantileLevels.Count][];
        Array.Fill(quantiles, values);
        return SeriesOutcome.Success(series.Id, new SeriesForecast { Mean = values, Levels = task.QuantileLevels, Quantiles = quantiles });
    }
}

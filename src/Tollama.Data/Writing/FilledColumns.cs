using Tollama.Core.Api;

namespace Tollama.Data.Writing;

/// <summary>The columns of numbers of series whose missing values were filled: the value, and of a filled one the interval in which it was.</summary>
internal sealed record FilledColumns : ForecastColumns
{
    /// <summary>The column of the values.</summary>
    public const string Value = "y";

    private const string Low = "low";
    private const string High = "high";

    public override IReadOnlyList<string> Names => [Value, Low, High];

    /// <summary>A series as the writers of answers take it.</summary>
    public static SeriesForecastData RowsOf(ImputedSeries series, IReadOnlyDictionary<string, string>? keys)
    {
        (double[] low, double[] high) = (Missing(series.Values.Length), Missing(series.Values.Length));
        foreach (FilledValue value in series.Filled)
        {
            (low[value.Index], high[value.Index]) = (value.Low, value.High);
        }

        return new SeriesForecastData
        {
            Id = series.Id,
            Keys = keys,
            Timestamps = series.Timestamps,
            Mean = series.Values,
            Quantiles = new Dictionary<string, double[]> { [Low] = low, [High] = high },
        };
    }

    public override IEnumerable<(int Step, double[] Numbers)> StepsOf(SeriesForecastData forecast) => Enumerable.Range(0, forecast.Mean.Length)
        .Select(step => (step, (double[])[forecast.Mean[step], forecast.Quantiles![Low][step], forecast.Quantiles[High][step]]));

    private static double[] Missing(int count) => [.. Enumerable.Repeat(double.NaN, count)];
}

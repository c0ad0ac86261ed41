using Tollama.Core.Api;

namespace Tollama.Data.Writing;

/// <summary>The columns of numbers of the windows of a backtest: what happened stands before the forecast.</summary>
internal sealed record WindowColumns : ForecastColumns
{
    /// <summary>The column of what happened.</summary>
    public const string Actual = "y";

    public override IReadOnlyList<string> Names => [Actual, .. base.Names];

    /// <summary>A window as the writers of answers take it: what happened travels as its only path.</summary>
    public static SeriesForecastData RowsOf(BacktestForecast window, IReadOnlyDictionary<string, string> keys) => new()
    {
        Id = window.Id,
        Keys = keys,
        Timestamps = window.Timestamps,
        Mean = window.Mean,
        Quantiles = window.Quantiles is { } quantiles ? new Dictionary<string, double[]>(quantiles) : null,
        Paths = [window.Actual],
    };

    public override IEnumerable<(int Step, double[] Numbers)> StepsOf(SeriesForecastData forecast) =>
        base.StepsOf(forecast).Select(row => (row.Step, (double[])[forecast.Paths![0][row.Step], .. row.Numbers]));
}

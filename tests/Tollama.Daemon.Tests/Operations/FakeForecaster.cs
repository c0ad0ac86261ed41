using Tollama.Core.Api;
using Tollama.Core.Protocol;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Daemon.Execution;
using Tollama.Store;

namespace Tollama.Daemon.Tests.Operations;

/// <summary>Answers every series with its last value, or as a test wants it.</summary>
internal sealed class FakeForecaster : IForecaster
{
    /// <summary>The orders so far.</summary>
    public List<ForecastOrder> Orders { get; } = [];

    /// <summary>Called before an order is answered; its exception is the answer.</summary>
    public Func<ForecastOrder, CancellationToken, Task> Before { get; set; } = static (_, _) => Task.CompletedTask;

    /// <summary>Whether there is a quantile for each level: the last value, too.</summary>
    public bool HasQuantiles { get; set; }

    public string ProcessOf(InstalledModel model, bool isLarge) => isLarge ? "large" : "small";

    public bool TakesParts(InstalledModel model) => true;

    public async Task<ForecastReply> ForecastAsync(InstalledModel model, ForecastOrder order, CancellationToken cancellationToken)
    {
        Orders.Add(order);
        await Before(order, cancellationToken);
        SeriesForecastData[] forecasts =
            [.. order.Parameters.Request.Series.Select(series => new SeriesForecastData { Id = series.Id, Mean = LastOf(series, order), Quantiles = QuantilesOf(series, order) })];
        return new ForecastReply(new ForecastResult { Forecasts = forecasts }, "fake", TimeSpan.Zero);
    }

    private Dictionary<string, double[]>? QuantilesOf(TimeSeries series, ForecastOrder order) =>
        HasQuantiles ? order.Parameters.Request.Quantiles!.ToDictionary(QuantileLevel.KeyOf, _ => LastOf(series, order)) : null;

    private static double[] LastOf(TimeSeries series, ForecastOrder order) =>
        [.. Enumerable.Repeat(series.Target.Values[^1], order.Parameters.Request.Horizon!.Value)];
}

using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Protocol;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Daemon.Execution;
using Tollama.Store;

namespace Tollama.Daemon.Tests.Backtests;

/// <summary>Forecasts numbers that follow from every byte a model is sent of a series: whoever sends it something else gets something else.</summary>
internal sealed class RecordingForecaster : IForecaster
{
    /// <summary>The orders so far, in no order.</summary>
    public ConcurrentQueue<(string Model, ForecastRequest Request)> Orders { get; } = new();

    /// <summary>Called before an order is answered; its exception is the answer.</summary>
    public Func<ForecastRequest, CancellationToken, Task> Before { get; set; } = static (_, _) => Task.CompletedTask;

    /// <summary>The forecast of a series; <see langword="null"/> for one that fails.</summary>
    public Func<ForecastRequest, TimeSeries, double[]?> Forecast { get; set; } = HashOf;

    public string ProcessOf(InstalledModel model, bool isLarge) => "process";

    public bool TakesParts(InstalledModel model) => true;

    public async Task<ForecastReply> ForecastAsync(InstalledModel model, ForecastOrder order, CancellationToken cancellationToken)
    {
        ForecastRequest request = order.Parameters.Request;
        Orders.Enqueue((model.Name.Short, request));
        await Before(request, cancellationToken);
        List<SeriesForecastData> forecasts = [];
        List<SeriesError> errors = [];
        foreach (TimeSeries series in request.Series)
        {
            if (Forecast(request, series) is { } mean)
            {
                forecasts.Add(new SeriesForecastData { Id = series.Id, Mean = mean, Quantiles = (request.Quantiles ?? []).ToDictionary(QuantileLevel.KeyOf, level => Shifted(mean, level)) });
            }
            else
            {
                errors.Add(new SeriesError { Id = series.Id, Code = ErrorCode.SeriesNotForecastable.ToWireName(), Message = "it is not liked" });
            }
        }

        return new ForecastReply(new ForecastResult { Forecasts = forecasts, Errors = errors }, "recording", TimeSpan.Zero);
    }

    /// <summary>Numbers made of all that is sent of a series, and of the request.</summary>
    private static double[] HashOf(ForecastRequest request, TimeSeries series)
    {
        ArrayBufferWriter<byte> sent = new();
        using (Utf8JsonWriter writer = new(sent))
        {
            new ForecastParams(request with { Series = [series] }).Write(writer, shortTimes: false);
        }

        double first = BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(sent.WrittenSpan)) % 100_000;
        return [.. Enumerable.Range(0, request.Horizon!.Value).Select(step => first + step)];
    }

    private static double[] Shifted(double[] mean, double level) => Array.ConvertAll(mean, value => value + level - 0.5);
}

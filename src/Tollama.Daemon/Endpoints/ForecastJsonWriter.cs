using System.Buffers;
using System.Text.Json.Serialization.Metadata;
using Tollama.Core.Api;
using Tollama.Core.Json;
using Tollama.Daemon.Http;
using Tollama.Daemon.Operations;

namespace Tollama.Daemon.Endpoints;

/// <summary>An answer as JSON: the object with the forecasts, or a line of a stream around it.</summary>
/// <remarks>
/// What stands around the forecasts is the same object serialized without any, cut where they belong: so its fields are declared in one place only.
/// </remarks>
/// <typeparam name="T">The type of the whole.</typeparam>
/// <param name="output">Where to.</param>
/// <param name="type">How the whole looks on the wire.</param>
/// <param name="around">The whole, from what is known of the answer.</param>
/// <param name="shape">The shape of another program; <see langword="null"/> for our own.</param>
/// <param name="isLine">True for a line, which has an end.</param>
internal sealed class ForecastJsonWriter<T>(IBufferWriter<byte> output, JsonTypeInfo<T> type, Func<ForecastOutcome, T> around, StrictShape? shape, bool isLine)
    : IForecastWriter
{
    private static readonly byte[] NoForecasts = "\"forecasts\":[]"u8.ToArray();

    private bool _isFirst = true;

    public long HeldBytes => 0;

    public bool TellsNotices => true;

    public ValueTask BeginAsync(ForecastOutcome frame)
    {
        ReadOnlySpan<byte> whole = Whole(frame);
        output.Write(whole[..(PlaceOfForecasts(whole) - 1)]);
        return ValueTask.CompletedTask;
    }

    public ValueTask AddAsync(IReadOnlyList<SeriesForecastData> forecasts)
    {
        foreach (SeriesForecastData forecast in forecasts)
        {
            if (!_isFirst)
            {
                output.Write(","u8);
            }

            _isFirst = false;
            WireJson.Write(output, shape?.Of(forecast) ?? forecast, TollamaJsonContext.Default.SeriesForecastData);
        }

        return ValueTask.CompletedTask;
    }

    // JSON looks the same in pieces.
    public ValueTask SendInPiecesAsync() => ValueTask.CompletedTask;

    public ValueTask<ForecastOutcome> EndAsync(ForecastOutcome frame)
    {
        ReadOnlySpan<byte> whole = Whole(frame);
        output.Write(whole[(PlaceOfForecasts(whole) - 1)..]);
        output.Write(isLine ? "\n"u8 : ""u8);
        return ValueTask.FromResult(frame);
    }

    private static int PlaceOfForecasts(ReadOnlySpan<byte> whole) => whole.IndexOf(NoForecasts) + NoForecasts.Length;

    private ReadOnlySpan<byte> Whole(ForecastOutcome frame) => WireJson.Write(around(shape?.Of(frame) ?? frame), type).Span;
}

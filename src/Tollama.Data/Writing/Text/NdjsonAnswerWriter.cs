using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Tollama.Core.Api;
using Tollama.Core.Json;

namespace Tollama.Data.Writing.Text;

/// <summary>An answer as JSON lines: an object a series, with <c>mean</c>, or with <c>code</c> and <c>message</c> where it failed.</summary>
internal sealed class NdjsonAnswerWriter(IBufferWriter<byte> output) : IAnswerWriter
{
    public long HeldBytes => 0;

    public ValueTask BeginAsync(AnswerColumns columns, AnswerMetadata metadata) => ValueTask.CompletedTask;

    public ValueTask AddAsync(SeriesForecastData forecast) => Line(forecast, TollamaJsonContext.Default.SeriesForecastData);

    public ValueTask AddAsync(SeriesError error) => Line(error, TollamaJsonContext.Default.SeriesError);

    public ValueTask EndAsync(AnswerMetadata metadata) => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private ValueTask Line<T>(T value, JsonTypeInfo<T> type)
    {
        using Utf8JsonWriter json = new(output);
        JsonSerializer.Serialize(json, value, type);
        json.Flush();
        output.Write("\n"u8);
        return ValueTask.CompletedTask;
    }
}

using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Tollama.Daemon.Http;

/// <summary>JSON as the daemon sends it: quotes and letters of any script stay readable, since it is never pasted into HTML.</summary>
internal static class WireJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    internal static ReadOnlyMemory<byte> Write<T>(T value, JsonTypeInfo<T> type)
    {
        ArrayBufferWriter<byte> buffer = new(1024);
        Write(buffer, value, type);
        return buffer.WrittenMemory;
    }

    internal static void Write<T>(IBufferWriter<byte> output, T value, JsonTypeInfo<T> type)
    {
        using Utf8JsonWriter writer = new(output, Options);
        JsonSerializer.Serialize(writer, value, type);
    }
}

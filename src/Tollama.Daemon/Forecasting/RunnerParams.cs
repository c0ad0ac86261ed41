using System.Buffers;
using System.Text.Json;
using Tollama.Core.Validation;

namespace Tollama.Daemon.Forecasting;

/// <summary>Writes the parameters of a runner's <c>forecast</c>: the request's own bytes wherever they can be kept.</summary>
internal static class RunnerParams
{
    private const int Overhead = 512;

    internal static ReadOnlyMemory<byte> Write(string model, ForecastCall call)
    {
        int size = Overhead + call.Series.Sum(series => series.Target.Length + Overhead);
        ArrayBufferWriter<byte> buffer = new(size);
        using (Utf8JsonWriter writer = new(buffer, new JsonWriterOptions { SkipValidation = true }))
        {
            WriteParams(writer, model, call);
        }

        return OneLine(buffer);
    }

    private static void WriteParams(Utf8JsonWriter writer, string model, ForecastCall call)
    {
        ParsedRequest request = call.Request;
        writer.WriteStartObject();
        writer.WriteString("model"u8, model);
        writer.WriteNumber("horizon"u8, request.Horizon);
        writer.WriteStartArray("quantiles"u8);
        foreach (double level in request.Quantiles)
        {
            writer.WriteNumberValue(level);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("series"u8);
        foreach (PreparedSeries series in call.Series)
        {
            WriteSeries(writer, series);
        }

        writer.WriteEndArray();
        if (!request.Options.IsEmpty)
        {
            WriteRaw(writer, "options"u8, request.Options);
        }

        if (request.Seed is { } seed)
        {
            writer.WriteNumber("seed"u8, seed);
        }

        if (request.FailFast)
        {
            writer.WriteBoolean("fail_fast"u8, true);
        }

        writer.WriteEndObject();
    }

    private static void WriteSeries(Utf8JsonWriter writer, PreparedSeries series)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, series.Id);
        if (series.Freq is { } freq)
        {
            writer.WriteString("freq"u8, freq);
        }

        if (series.Timestamps is { Count: > 0 } stamps)
        {
            writer.WriteString("start_timestamp"u8, stamps[0].ToString());
        }

        WriteRaw(writer, "target"u8, series.Target);
        WriteCovariates(writer, "past_covariates"u8, series.PastCovariates);
        WriteCovariates(writer, "future_covariates"u8, series.FutureCovariates);
        if (!series.StaticCovariates.IsEmpty)
        {
            WriteRaw(writer, "static_covariates"u8, series.StaticCovariates);
        }

        writer.WriteEndObject();
    }

    private static void WriteCovariates(Utf8JsonWriter writer, ReadOnlySpan<byte> field, IReadOnlyList<ParsedCovariate> covariates)
    {
        if (covariates.Count == 0)
        {
            return;
        }

        writer.WriteStartObject(field);
        foreach (ParsedCovariate covariate in covariates)
        {
            writer.WritePropertyName(covariate.Name);
            writer.WriteRawValue(covariate.Values.Span, skipInputValidation: true);
        }

        writer.WriteEndObject();
    }

    private static void WriteRaw(Utf8JsonWriter writer, ReadOnlySpan<byte> field, ReadOnlyMemory<byte> json)
    {
        writer.WritePropertyName(field);
        writer.WriteRawValue(json.Span, skipInputValidation: true);
    }

    /// <summary>A request that was printed over several lines becomes one line: a raw line end in JSON is white space wherever it stands.</summary>
    private static ReadOnlyMemory<byte> OneLine(ArrayBufferWriter<byte> buffer)
    {
        if (buffer.WrittenSpan.IndexOfAny((byte)'\n', (byte)'\r') < 0)
        {
            return buffer.WrittenMemory;
        }

        byte[] line = buffer.WrittenSpan.ToArray();
        line.AsSpan().Replace((byte)'\n', (byte)' ');
        line.AsSpan().Replace((byte)'\r', (byte)' ');
        return line;
    }
}

using System.Buffers;
using Tollama.Core.Json;

namespace Tollama.Daemon.Endpoints;

/// <summary>The two forms of an answer in JSON.</summary>
internal static class ForecastJson
{
    /// <summary>The answer as one object.</summary>
    internal static IForecastWriter Whole(IBufferWriter<byte> output) => new ForecastJsonWriter<Core.Api.ForecastResponse>(
        output, TollamaJsonContext.Default.ForecastResponse, static outcome => outcome.Response, isLine: false);

    /// <summary>The answer as the last line of a stream.</summary>
    internal static IForecastWriter Line(IBufferWriter<byte> output) => new ForecastJsonWriter<Core.Api.ForecastStreamLine>(
        output, TollamaJsonContext.Default.ForecastStreamLine, ForecastStream.LastLine, isLine: true);
}

using System.Buffers;
using Tollama.Core.Json;

namespace Tollama.Daemon.Endpoints;

/// <summary>The two forms of an answer in JSON.</summary>
internal static class ForecastJson
{
    /// <summary>The answer as one object.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="shape">The shape of another program; <see langword="null"/> for our own.</param>
    internal static IForecastWriter Whole(IBufferWriter<byte> output, StrictShape? shape = null) => new ForecastJsonWriter<Core.Api.ForecastResponse>(
        output, TollamaJsonContext.Default.ForecastResponse, static outcome => outcome.Response, shape, isLine: false);

    /// <summary>The answer as the last line of a stream.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="shape">The shape of another program; <see langword="null"/> for our own.</param>
    internal static IForecastWriter Line(IBufferWriter<byte> output, StrictShape? shape = null) => new ForecastJsonWriter<Core.Api.ForecastStreamLine>(
        output, TollamaJsonContext.Default.ForecastStreamLine, ForecastStream.LastLine, shape, isLine: true);
}

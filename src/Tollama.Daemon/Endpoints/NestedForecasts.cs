using System.Buffers;
using System.Text.Json.Serialization.Metadata;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Json;
using Tollama.Core.Requests;
using Tollama.Daemon.Http;
using Tollama.Daemon.Operations;
using Tollama.Daemon.Scheduling;

namespace Tollama.Daemon.Endpoints;

/// <summary>Several forecasts in one answer, one after the other, each in the shape of the Python tollama.</summary>
/// <param name="operation">Makes them.</param>
/// <param name="queue">Where each of them is counted.</param>
/// <param name="first">The ticket of the first one: it let the request in.</param>
/// <param name="request">The request.</param>
/// <param name="body">The answer.</param>
internal sealed class NestedForecasts(ForecastOperation operation, AdmissionQueue queue, AdmissionTicket first, RunningRequest request, AnswerBody body)
{
    private static readonly ResponseOptions Plain = new();
    private static readonly byte[] BeforeSuccess = ",\"ok\":true,\"response\":"u8.ToArray();

    private AdmissionTicket? _ticket = first;
    private bool _hasResults;

    /// <summary>How many failed so far.</summary>
    internal int Failed { get; private set; }

    /// <summary>How many succeeded so far.</summary>
    internal int Succeeded { get; private set; }

    /// <summary>Writes a piece of the answer as it is.</summary>
    internal void Write(ReadOnlySpan<byte> json) => body.Output.Write(json);

    /// <summary>Writes a value as JSON.</summary>
    internal void Write<T>(T value, JsonTypeInfo<T> type) => WireJson.Write(body.Output, value, type);

    /// <summary>Writes a text as JSON.</summary>
    internal void Write(string text) => Write(text, TollamaJsonContext.Default.String);

    /// <summary>Makes a forecast and writes it as an object. Nothing is written when it fails.</summary>
    /// <param name="call">What to forecast.</param>
    /// <exception cref="TollamaException">It failed.</exception>
    /// <param name="before">What stands before it, once it is clear that it succeeds.</param>
    internal async Task<StrictShape> WriteAsync(ForecastCall call, ReadOnlyMemory<byte> before = default)
    {
        StrictShape shape = new(call.Request.ResponseOptions ?? Plain);
        using AdmissionTicket ticket = Interlocked.Exchange(ref _ticket, null) ?? queue.Enter(request.Client);
        ForecastRun run = await operation.StartAsync(call, ticket, request, listener: null, AnswerBody.HeldBytes).ConfigureAwait(false);
        await using (run.ConfigureAwait(false))
        {
            Write(before.Span);
            await new ForecastAnswer(body, ForecastJson.Whole(body.Output, shape)).WriteAsync(run, request, static () => Task.CompletedTask).ConfigureAwait(false);
        }

        Succeeded++;
        return shape;
    }

    /// <summary>Makes a forecast and writes it with its name, <c>ok</c>, and its error if it fails.</summary>
    /// <param name="label">What the name is called: <c>model</c>.</param>
    /// <param name="name">The name.</param>
    /// <param name="call">What to forecast; an error that it throws is that of the forecast.</param>
    /// <param name="goesOn">False if a failure fails the request, as long as nothing of the answer was sent.</param>
    internal async Task WriteResultAsync(string label, string name, Func<ForecastCall> call, bool goesOn = true)
    {
        Write(_hasResults ? ",{"u8 : "{"u8);
        _hasResults = true;
        Write(label);
        Write(":"u8);
        Write(name);
        try
        {
            await WriteAsync(call(), BeforeSuccess).ConfigureAwait(false);
            Write(",\"error\":null}"u8);
        }
        catch (TollamaException fault) when (goesOn || body.HasBegun)
        {
            Failed++;
            Write(",\"ok\":false,\"response\":null,\"error\":"u8);
            Write(FailureOf(fault), TollamaJsonContext.Default.NestedFailure);
            Write("}"u8);
        }
    }

    private static NestedFailure FailureOf(TollamaException fault) => new()
    {
        Category = fault.Code.ToWireName(),
        StatusCode = HttpStatus.Of(fault.Code),
        Message = fault.Hint is null ? fault.Message : $"{fault.Message} ({fault.Hint})",
    };
}

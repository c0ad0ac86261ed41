using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Json;
using Tollama.Core.Protocol;
using Tollama.Core.Validation;
using Tollama.Daemon.Configuration;
using Tollama.Daemon.Forecasting;
using Tollama.Daemon.Http;

namespace Tollama.Daemon.Endpoints;

/// <summary><c>/api/forecast</c> (streaming unless told otherwise), <c>/v1/forecast</c> (never streaming).</summary>
internal sealed class ForecastEndpoints(ForecastReader reader, ForecastService service, ErrorBoundary errors, DaemonOptions options)
{
    internal void Map(IEndpointRouteBuilder routes)
    {
        routes.Post("/api/forecast", context => HandleAsync(context, mayStream: true));
        routes.Post("/v1/forecast", context => HandleAsync(context, mayStream: false));
    }

    private async Task HandleAsync(HttpContext context, bool mayStream)
    {
        long started = Stopwatch.GetTimestamp();
        using RequestBody body = await BodyReader.ReadAsync(context, options.MaxBodyBytes, context.RequestAborted).ConfigureAwait(false);
        FaultList faults = new();
        ForecastCall call = reader.Read(context, body, started, faults);
        if (faults.Count > 0)
        {
            throw faults.ToException();
        }

        bool wantsCsv = ForecastCsvReply.IsWanted(context.Request);
        if (mayStream && call.Request.Stream && !wantsCsv)
        {
            await StreamAsync(context, call).ConfigureAwait(false);
            return;
        }

        ForecastOutcome outcome = await service.RunAsync(call, context.RequestAborted).ConfigureAwait(false);
        await (wantsCsv
            ? ForecastCsvReply.WriteAsync(context, outcome.Response)
            : Replies.JsonAsync(context, outcome.Response, TollamaJsonContext.Default.ForecastResponse)).ConfigureAwait(false);
    }

    private async Task StreamAsync(HttpContext context, ForecastCall call)
    {
        CancellationToken aborted = context.RequestAborted;
        using NdjsonReply reply = new(context);
        Channel<ProgressNotice> progress = Channel.CreateBounded<ProgressNotice>(new BoundedChannelOptions(16) { FullMode = BoundedChannelFullMode.DropOldest });
        call.OnLoading = model => reply.WriteAsync(Line("loading model", model), TollamaJsonContext.Default.ForecastStreamLine, aborted);
        call.OnProgress = notice => progress.Writer.TryWrite(notice);
        Task<ForecastOutcome> forecast = RunThenCloseAsync(call, progress.Writer, aborted);
        try
        {
            await foreach (ProgressNotice notice in progress.Reader.ReadAllAsync(aborted).ConfigureAwait(false))
            {
                ForecastStreamLine line = Line("running forecast", call.Request.Model) with { Completed = notice.Completed, Total = notice.Total };
                await reply.WriteAsync(line, TollamaJsonContext.Default.ForecastStreamLine, aborted).ConfigureAwait(false);
            }

            ForecastOutcome outcome = await forecast.ConfigureAwait(false);
            await reply.WriteAsync(LastLine(outcome), TollamaJsonContext.Default.ForecastStreamLine, aborted).ConfigureAwait(false);
        }
        catch (Exception exception) when (context.Response.HasStarted && !aborted.IsCancellationRequested)
        {
            TollamaException known = ErrorBodies.AsKnown(exception);
            errors.Report(context, known, call.RequestId);
            await reply.WriteAsync(ErrorBodies.Of(known, call.RequestId), TollamaJsonContext.Default.ErrorBody, aborted).ConfigureAwait(false);
        }
        finally
        {
            await forecast.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).ConfigureAwait(false);
        }
    }

    private async Task<ForecastOutcome> RunThenCloseAsync(ForecastCall call, ChannelWriter<ProgressNotice> progress, CancellationToken aborted)
    {
        try
        {
            return await service.RunAsync(call, aborted).ConfigureAwait(false);
        }
        finally
        {
            progress.Complete();
        }
    }

    private static ForecastStreamLine Line(string status, string? model) => new() { Status = status, Model = model };

    private static ForecastStreamLine LastLine(ForecastOutcome outcome) => new()
    {
        Model = outcome.Response.Model,
        Done = true,
        Response = outcome.Response,
        TotalDuration = Nanoseconds(outcome.Total),
        LoadDuration = Nanoseconds(outcome.Load),
        EvalDuration = Nanoseconds(outcome.Inference),
    };

    private static long Nanoseconds(TimeSpan time) => time.Ticks * TimeSpan.NanosecondsPerTick;
}

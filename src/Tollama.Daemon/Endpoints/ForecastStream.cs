using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Json;
using Tollama.Core.Protocol;
using Tollama.Daemon.Http;
using Tollama.Daemon.Operations;

namespace Tollama.Daemon.Endpoints;

/// <summary>A forecast as lines: what happens to it, how far it is, at last the answer.</summary>
internal sealed class ForecastStream : IForecastListener, IDisposable
{
    private readonly NdjsonReply _reply;
    private readonly CancellationToken _aborted;
    private readonly Channel<ProgressNotice> _progress =
        Channel.CreateBounded<ProgressNotice>(new BoundedChannelOptions(16) { FullMode = BoundedChannelFullMode.DropOldest });

    private ForecastStream(HttpContext context)
    {
        _reply = new NdjsonReply(context);
        _aborted = context.RequestAborted;
    }

    public Task LoadingAsync(string model) => _reply.WriteAsync(Line("loading model", model), TollamaJsonContext.Default.ForecastStreamLine, _aborted);

    public void Report(ProgressNotice notice) => _progress.Writer.TryWrite(notice);

    public void Dispose() => _reply.Dispose();

    /// <summary>Runs a forecast and writes its lines. An error before the first is thrown, one after it is the last line.</summary>
    internal static async Task WriteAsync(
        HttpContext context, ErrorBoundary errors, ForecastCall call, Func<IForecastListener, Task<ForecastOutcome>> run)
    {
        using ForecastStream stream = new(context);
        Task<ForecastOutcome> forecast = stream.RunThenCloseAsync(run);
        try
        {
            await stream.WriteAllAsync(call.Request.Model, forecast).ConfigureAwait(false);
        }
        catch (Exception exception) when (context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            TollamaException known = ErrorBodies.AsKnown(exception);
            errors.Report(context, known, call.RequestId);
            await stream._reply.WriteAsync(ErrorBodies.Of(known, call.RequestId), TollamaJsonContext.Default.ErrorBody, context.RequestAborted).ConfigureAwait(false);
        }
        finally
        {
            await forecast.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).ConfigureAwait(false);
        }
    }

    private async Task WriteAllAsync(string? model, Task<ForecastOutcome> forecast)
    {
        await foreach (ProgressNotice notice in _progress.Reader.ReadAllAsync(_aborted).ConfigureAwait(false))
        {
            ForecastStreamLine line = Line("running forecast", model) with { Completed = notice.Completed, Total = notice.Total };
            await _reply.WriteAsync(line, TollamaJsonContext.Default.ForecastStreamLine, _aborted).ConfigureAwait(false);
        }

        ForecastOutcome outcome = await forecast.ConfigureAwait(false);
        await _reply.WriteAsync(LastLine(outcome), TollamaJsonContext.Default.ForecastStreamLine, _aborted).ConfigureAwait(false);
    }

    private async Task<ForecastOutcome> RunThenCloseAsync(Func<IForecastListener, Task<ForecastOutcome>> run)
    {
        try
        {
            return await run(this).ConfigureAwait(false);
        }
        finally
        {
            _progress.Writer.Complete();
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

using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Tollama.Core.Api;
using Tollama.Core.Json;
using Tollama.Core.Protocol;
using Tollama.Daemon.Http;
using Tollama.Daemon.Operations;

namespace Tollama.Daemon.Endpoints;

/// <summary>The lines before the answer of a streamed forecast: what happens to it, how far it is.</summary>
internal sealed class ForecastStream(HttpContext context) : IForecastListener, IAsyncDisposable
{
    internal const string ContentType = NdjsonReply.ContentType;

    private readonly NdjsonReply _reply = new(context);
    private readonly Channel<ProgressNotice> _progress =
        Channel.CreateBounded<ProgressNotice>(new BoundedChannelOptions(16) { FullMode = BoundedChannelFullMode.DropOldest });
    private string? _model;
    private Task _writing = Task.CompletedTask;

    public Task LoadingAsync(string model) => _reply.WriteAsync(Line("loading model", model), TollamaJsonContext.Default.ForecastStreamLine, context.RequestAborted);

    public void Report(ProgressNotice notice) => _progress.Writer.TryWrite(notice);

    /// <summary>Starts to write progress as it is reported.</summary>
    internal void Start(string? model)
    {
        _model = model;
        _writing = WriteAllAsync();
    }

    /// <summary>Ends the progress: the next line is the answer.</summary>
    internal async Task StopAsync()
    {
        _progress.Writer.TryComplete();
        await _writing.ConfigureAwait(false);
    }

    /// <summary>Writes the last line of a forecast that failed.</summary>
    internal Task FailAsync(Core.Errors.TollamaException reason, string requestId) =>
        _reply.WriteAsync(ErrorBodies.Of(context, reason, requestId), TollamaJsonContext.Default.ErrorBody, context.RequestAborted);

    /// <summary>The last line: the answer, and where the time went.</summary>
    internal static ForecastStreamLine LastLine(ForecastOutcome outcome) => new()
    {
        Model = outcome.Unfinished.Model,
        Done = true,
        Response = outcome.Response,
        TotalDuration = Nanoseconds(outcome.Total),
        LoadDuration = Nanoseconds(outcome.Load),
        EvalDuration = Nanoseconds(outcome.Inference),
    };

    public async ValueTask DisposeAsync()
    {
        _progress.Writer.TryComplete();
        await _writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _reply.Dispose();
    }

    private async Task WriteAllAsync()
    {
        await foreach (ProgressNotice notice in _progress.Reader.ReadAllAsync(context.RequestAborted).ConfigureAwait(false))
        {
            ForecastStreamLine line = Line("running forecast", _model) with { Completed = notice.Completed, Total = notice.Total };
            await _reply.WriteAsync(line, TollamaJsonContext.Default.ForecastStreamLine, context.RequestAborted).ConfigureAwait(false);
        }
    }

    private static ForecastStreamLine Line(string status, string? model) => new() { Status = status, Model = model };

    private static long Nanoseconds(TimeSpan time) => time.Ticks * TimeSpan.NanosecondsPerTick;
}

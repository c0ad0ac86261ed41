using System.Text.Json.Serialization.Metadata;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Json;
using Tollama.Core.Protocol;
using Tollama.Daemon.Http;
using Tollama.Daemon.Operations;

namespace Tollama.Daemon.Endpoints;

/// <summary>The lines of a streamed operation: what happens to it, how far it is, and at last its answer.</summary>
/// <typeparam name="T">The answer.</typeparam>
/// <param name="context">The request.</param>
/// <param name="name">What the operation is called.</param>
/// <param name="type">How a line looks on the wire.</param>
internal sealed class OperationStream<T>(HttpContext context, string name, JsonTypeInfo<OperationStreamLine<T>> type) : IForecastListener, IAsyncDisposable
    where T : class
{
    private readonly NdjsonReply _reply = new(context);
    private readonly Channel<ProgressNotice> _progress =
        Channel.CreateBounded<ProgressNotice>(new BoundedChannelOptions(16) { FullMode = BoundedChannelFullMode.DropOldest });
    private string? _model;
    private Task _writing = Task.CompletedTask;

    public Task LoadingAsync(string model) => WriteAsync(new OperationStreamLine<T> { Status = "loading model", Model = model });

    public void Report(ProgressNotice notice) => _progress.Writer.TryWrite(notice);

    /// <summary>Starts to write progress as it is reported.</summary>
    internal void Start(string? model)
    {
        _model = model;
        _writing = WriteAllAsync();
    }

    /// <summary>Ends the progress: the next line is the last.</summary>
    internal async Task StopAsync()
    {
        _progress.Writer.TryComplete();
        await _writing.ConfigureAwait(false);
    }

    /// <summary>Writes the last line: the answer, and the time since the request arrived.</summary>
    internal async Task EndAsync(T answer, TimeSpan total)
    {
        await StopAsync().ConfigureAwait(false);
        await WriteAsync(new OperationStreamLine<T>
        {
            Model = _model,
            Done = true,
            Response = answer,
            TotalDuration = total.Ticks * TimeSpan.NanosecondsPerTick,
        }).ConfigureAwait(false);
    }

    /// <summary>Writes the last line of an operation that failed.</summary>
    internal Task FailAsync(TollamaException reason, string requestId) =>
        _reply.WriteAsync(ErrorBodies.Of(context, reason, requestId), TollamaJsonContext.Default.ErrorBody, context.RequestAborted);

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
            await WriteAsync(new OperationStreamLine<T> { Status = $"running {name}", Model = _model, Completed = notice.Completed, Total = notice.Total }).ConfigureAwait(false);
        }
    }

    private Task WriteAsync(OperationStreamLine<T> line) => _reply.WriteAsync(line, type, context.RequestAborted);
}

using System.Text.Json.Nodes;
using Tollama.Cli.Pulling;
using Tollama.Cli.Terminal;
using Tollama.Client;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Requests;

namespace Tollama.Cli.Running;

/// <summary>From input to answer: find the daemon, find the models, ask, show.</summary>
internal sealed class OperationRun(CliHost host, DaemonSession session, OperationArguments arguments)
{
    private ITerminal Terminal => host.Terminal;

    /// <summary>Does the work of a verb.</summary>
    /// <param name="ask">Sends the input and waits for the answer.</param>
    /// <param name="show">Shows the answer; its result is the exit code.</param>
    /// <param name="cancellationToken">Cancels the work, also in the daemon.</param>
    public async Task<int> ExecuteAsync<T>(Func<SentInput, CancellationToken, Task<T>> ask, Func<T, CancellationToken, Task<int>> show, CancellationToken cancellationToken)
    {
        ForecastInput input = await ForecastInput.OpenAsync(arguments.Source, Terminal, cancellationToken).ConfigureAwait(false);
        await using (input.ConfigureAwait(false))
        {
            // A body is built before anything is started: what is wrong with the command line is said first.
            IReadOnlyList<string> models = ModelsOf(input.Request);
            SentInput sent = new(input.Request is { } request ? BodyOf(request) : null, input.Files, arguments.Request);
            await session.EnsureRunningAsync(arguments.MayStartDaemon, cancellationToken).ConfigureAwait(false);
            await session.RequireTollamaAsync(arguments.Source.Command, cancellationToken).ConfigureAwait(false);
            try
            {
                foreach (string model in models)
                {
                    await InstallAsync(model, cancellationToken).ConfigureAwait(false);
                }

                return await show(await SentInput.WhileReadAsync(ask(sent, cancellationToken)).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            }
            catch (TollamaClientException exception) when (SentInput.IsRefused(exception))
            {
                ErrorText.Write(Terminal.Error, exception);
                return ExitCodes.Usage;
            }
        }
    }

    /// <summary>Shows the lines of a stream as progress.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="pieces">What is counted: <c>windows</c>.</param>
    /// <returns>The answer on the last line.</returns>
    public async Task<T> WatchAsync<T>(IAsyncEnumerable<OperationStreamLine<T>> lines, string pieces)
        where T : class
    {
        using OperationProgress progress = new(host, arguments.Progress, pieces);
        T? response = null;
        await foreach (OperationStreamLine<T> line in lines.ConfigureAwait(false))
        {
            progress.Show(line.Status, line.Completed, line.Total);
            response = line.Response ?? response;
        }

        return response ?? throw CliException.Failure("the daemon ended its answer before the work was done", "look at the daemon's log");
    }

    // What a JSON request names itself counts, unless the command line names others.
    private IReadOnlyList<string> ModelsOf(JsonObject? request) =>
        arguments.ReplacesModel || arguments.Request.Model is not null || request is null
            ? arguments.Models
            : (TextAt(request, RequestFields.Model.Name) ?? TextAt(request, RequestFields.Model.Alias!)) is { } named ? [named] : arguments.Models;

    private static string? TextAt(JsonObject request, string name) => request[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private byte[] BodyOf(JsonObject request)
    {
        if (arguments.ReplacesModel)
        {
            request.Remove(RequestFields.Model.Name);
            request.Remove(RequestFields.Model.Alias!);
        }

        return RequestOverrides.Apply(request, arguments.Request);
    }

    // Asked before the input is sent, because standard input cannot be sent twice.
    private async Task InstallAsync(string model, CancellationToken cancellationToken)
    {
        try
        {
            _ = await session.Client.ShowAsync(model, cancellationToken).ConfigureAwait(false);
        }
        catch (TollamaClientException exception) when (exception.Code == ErrorCode.ModelNotFound)
        {
            await new ModelPull(host, session).PullAsync(model, cancellationToken).ConfigureAwait(false);
        }
    }
}

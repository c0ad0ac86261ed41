using System.Text.Json.Nodes;
using Tollama.Cli.Pulling;
using Tollama.Cli.Terminal;
using Tollama.Client;
using Tollama.Core.Api;
using Tollama.Core.Errors;

namespace Tollama.Cli.Running;

/// <summary>From input to output: find the daemon, find the model, forecast, write.</summary>
internal sealed class ForecastRun(CliHost host, DaemonSession session, RunArguments arguments)
{
    private ITerminal Terminal => host.Terminal;

    public async Task<int> ExecuteAsync(CancellationToken cancellationToken)
    {
        ForecastInput input = await ForecastInput.OpenAsync(arguments, Terminal, cancellationToken).ConfigureAwait(false);
        await using (input.ConfigureAwait(false))
        {
            // The body is built before anything is started: what is wrong with the command line is said first.
            SayDefaultHorizon(input.Request);
            byte[]? body = input.Request is { } request ? RequestOverrides.Apply(request, arguments) : null;
            await session.EnsureRunningAsync(arguments.MayStartDaemon, cancellationToken).ConfigureAwait(false);
            await session.RequireTollamaAsync("tollama run", cancellationToken).ConfigureAwait(false);
            try
            {
                return arguments.DryRun
                    ? await ValidateAsync(input, body, cancellationToken).ConfigureAwait(false)
                    : await ForecastAsync(input, body, cancellationToken).ConfigureAwait(false);
            }
            catch (TollamaClientException exception) when (exception.Code is ErrorCode.InvalidRequest or ErrorCode.InvalidTable or ErrorCode.InvalidName)
            {
                ErrorText.Write(Terminal.Error, exception);
                return ExitCodes.Usage;
            }
        }
    }

    private async Task<int> ForecastAsync(ForecastInput input, byte[]? body, CancellationToken cancellationToken)
    {
        await EnsureInstalledAsync(cancellationToken).ConfigureAwait(false);
        ForecastResponse response = arguments.Stream
            ? await StreamAsync(input, body, cancellationToken).ConfigureAwait(false)
            : await WaitAsync(input, body, cancellationToken).ConfigureAwait(false);
        ForecastNotices.Write(response, Terminal.Error);
        ForecastOutput output = new(Terminal, arguments);
        await output.WriteAsync(response, cancellationToken).ConfigureAwait(false);
        return response.Forecasts.Count > 0 ? ExitCodes.Success : ExitCodes.Failure;
    }

    /// <summary>Pulls the model when it is not installed. Asked before the forecast, because standard input cannot be sent twice.</summary>
    private async Task EnsureInstalledAsync(CancellationToken cancellationToken)
    {
        try
        {
            _ = await session.Client.ShowAsync(arguments.Model, cancellationToken).ConfigureAwait(false);
        }
        catch (TollamaClientException exception) when (exception.Code == ErrorCode.ModelNotFound)
        {
            PullRequest request = new() { Model = arguments.Model, Stream = true };
            await new ModelPull(host, session).PullAsync(request, json: false, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<ForecastResponse> StreamAsync(ForecastInput input, byte[]? body, CancellationToken cancellationToken)
    {
        IAsyncEnumerable<ForecastStreamLine> lines = body is not null
            ? session.Client.ForecastRawStreamAsync(body, cancellationToken)
            : session.Client.ForecastTableStreamAsync(input.Table, arguments.ToTableOptions(), cancellationToken);
        using ProgressLine progress = new(Terminal, arguments.ShowProgress);
        ForecastResponse? response = null;
        await foreach (ForecastStreamLine line in lines.ConfigureAwait(false))
        {
            progress.Show(line.Total > 1 ? $"{line.Status} {line.Completed ?? 0}/{line.Total}" : line.Status);
            response = line.Response ?? response;
        }

        return response ?? throw CliException.Failure("the daemon ended its answer without a forecast", "look at the daemon's log");
    }

    private Task<ForecastResponse> WaitAsync(ForecastInput input, byte[]? body, CancellationToken cancellationToken) => body is not null
        ? session.Client.ForecastRawAsync(body, cancellationToken)
        : session.Client.ForecastTableAsync(input.Table, arguments.ToTableOptions(), cancellationToken);

    private async Task<int> ValidateAsync(ForecastInput input, byte[]? body, CancellationToken cancellationToken)
    {
        ValidationResponse validation = body is not null
            ? await session.Client.ValidateRawAsync(body, cancellationToken).ConfigureAwait(false)
            : await session.Client.ValidateTableAsync(input.Table, arguments.ToTableOptions(), cancellationToken).ConfigureAwait(false);
        ValidationSheet.Write(validation, Terminal.Out, arguments.Format);
        return validation.Valid ? ExitCodes.Success : ExitCodes.Usage;
    }

    private void SayDefaultHorizon(JsonObject? request)
    {
        if (arguments.Horizon is null && request?.ContainsKey("horizon") != true)
        {
            Terminal.Error.WriteLine($"forecasting {RunArguments.DefaultHorizon} steps; say --horizon N for another number");
        }
    }
}

using System.Text.Json.Nodes;
using Tollama.Cli.Pulling;
using Tollama.Cli.Terminal;
using Tollama.Client;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Requests;

namespace Tollama.Cli.Running;

/// <summary>From input to output: find the daemon, find the model, forecast, write.</summary>
internal sealed class ForecastRun(CliHost host, DaemonSession session, RunArguments arguments)
{
    private ITerminal Terminal => host.Terminal;

    public async Task<int> ExecuteAsync(CancellationToken cancellationToken)
    {
        OutputPlace? place = arguments.OutputPath is { } path ? OutputPlace.Check(path) : null;
        if (place is not null && arguments.Table is null)
        {
            place.RefuseInputs(InputFiles.Expand(arguments.Inputs));
        }

        ForecastInput input = await ForecastInput.OpenAsync(arguments.Source, Terminal, cancellationToken).ConfigureAwait(false);
        await using (input.ConfigureAwait(false))
        {
            // A body is built before anything is started: what is wrong with the command line is said first.
            _ = input.Request is { } sketch ? RequestOverrides.Apply(sketch.DeepClone().AsObject(), arguments) : null;
            await session.EnsureRunningAsync(arguments.MayStartDaemon, cancellationToken).ConfigureAwait(false);
            await session.RequireTollamaAsync("tollama run", cancellationToken).ConfigureAwait(false);
            try
            {
                RunArguments settled = await SettleAsync(input.Request, cancellationToken).ConfigureAwait(false);
                byte[]? body = input.Request is { } request ? RequestOverrides.Apply(request, WithoutDefaultsFor(request, settled)) : null;
                return arguments.DryRun
                    ? await ValidateAsync(input, body, settled, cancellationToken).ConfigureAwait(false)
                    : await ForecastAsync(input, body, settled, place, cancellationToken).ConfigureAwait(false);
            }
            catch (TollamaClientException exception) when (SentInput.IsRefused(exception))
            {
                ErrorText.Write(Terminal.Error, exception);
                return ExitCodes.Usage;
            }
        }
    }

    private async Task<int> ForecastAsync(ForecastInput input, byte[]? body, RunArguments settled, OutputPlace? place, CancellationToken cancellationToken)
    {
        ForecastOutput output = new(Terminal, settled.Format, place);
        if (OutputFormats.AnswerOf(settled.Format) is { } format)
        {
            using ForecastDownload download = await SentInput.WhileReadAsync(DownloadAsync(input, body, settled, format, cancellationToken)).ConfigureAwait(false);
            int? failed = await output.WriteAsync(download, cancellationToken).ConfigureAwait(false);
            ForecastNotices.Write(download, failed, Terminal.Error);
            return ExitCodes.Success;
        }

        ForecastResponse response = await SentInput.WhileReadAsync(settled.Request.Stream == true
            ? StreamAsync(input, body, settled, cancellationToken)
            : WaitAsync(input, body, settled, cancellationToken)).ConfigureAwait(false);
        ForecastNotices.Write(response, settled.Format, Terminal.Error);
        await output.WriteAsync(response, cancellationToken).ConfigureAwait(false);
        return response.Forecasts.Count > 0 ? ExitCodes.Success : ExitCodes.Failure;
    }

    private Task<ForecastDownload> DownloadAsync(ForecastInput input, byte[]? body, RunArguments settled, AnswerFormat format, CancellationToken cancellationToken) => body is not null
        ? session.Client.ForecastRawAsync(body, format, cancellationToken)
        : session.Client.ForecastFilesAsync(input.Files, settled.ForTable(input.IsText), format, cancellationToken);

    /// <summary>What a JSON request says itself wins over the model's defaults, as these win over the command line's.</summary>
    private RunArguments WithoutDefaultsFor(JsonObject request, RunArguments settled) => settled with
    {
        Request = settled.Request with
        {
            Horizon = request.ContainsKey(RequestFields.Horizon.Name) ? arguments.Request.Horizon : settled.Request.Horizon,
            Quantiles = request.ContainsKey(RequestFields.Quantiles.Name) ? arguments.Request.Quantiles : settled.Request.Quantiles,
        },
    };

    /// <summary>The arguments with what the model brings along; it is pulled when it is not installed.</summary>
    /// <remarks>Asked before the forecast, because standard input cannot be sent twice. A dry run pulls nothing.</remarks>
    private async Task<RunArguments> SettleAsync(JsonObject? request, CancellationToken cancellationToken)
    {
        RunArguments settled = arguments;
        foreach (string model in arguments.Model is null ? arguments.Request.Models ?? [] : [arguments.Model])
        {
            settled = await SettleAsync(model, cancellationToken).ConfigureAwait(false);
        }

        if (settled.Request.Horizon is null && request?.ContainsKey(RequestFields.Horizon.Name) == false)
        {
            await Terminal.Error.WriteLineAsync($"forecasting {RunArguments.DefaultHorizon} steps; say --horizon N for another number").ConfigureAwait(false);
        }

        return settled;
    }

    // Candidates, of which the best is taken, bring nothing along.
    private async Task<RunArguments> SettleAsync(string model, CancellationToken cancellationToken)
    {
        try
        {
            ShowResponse shown = await session.Client.ShowAsync(model, cancellationToken).ConfigureAwait(false);
            return arguments.Model is null ? arguments : ModelDefaults.Settle(arguments, shown);
        }
        catch (TollamaClientException) when (arguments.DryRun)
        {
            // The validation says what is wrong.
        }
        catch (TollamaClientException exception) when (exception.Code == ErrorCode.ModelNotFound)
        {
            await new ModelPull(host, session).PullAsync(model, cancellationToken).ConfigureAwait(false);
        }

        return arguments;
    }

    private async Task<ForecastResponse> StreamAsync(ForecastInput input, byte[]? body, RunArguments settled, CancellationToken cancellationToken)
    {
        IAsyncEnumerable<ForecastStreamLine> lines = body is not null
            ? session.Client.ForecastRawStreamAsync(body, cancellationToken)
            : session.Client.ForecastFilesStreamAsync(input.Files, settled.ForTable(input.IsText), cancellationToken);
        using ProgressLine progress = new(Terminal, arguments.Progress);
        ForecastResponse? response = null;
        await foreach (ForecastStreamLine line in lines.ConfigureAwait(false))
        {
            progress.Show(line.Total > 1 ? $"{line.Status} {line.Completed ?? 0}/{line.Total}" : line.Status);
            response = line.Response ?? response;
        }

        return response ?? throw CliException.Failure("the daemon ended its answer without a forecast", "look at the daemon's log");
    }

    private Task<ForecastResponse> WaitAsync(ForecastInput input, byte[]? body, RunArguments settled, CancellationToken cancellationToken) => body is not null
        ? session.Client.ForecastRawAsync(body, cancellationToken)
        : session.Client.ForecastFilesAsync(input.Files, settled.ForTable(input.IsText), cancellationToken);

    private async Task<int> ValidateAsync(ForecastInput input, byte[]? body, RunArguments settled, CancellationToken cancellationToken)
    {
        ValidationResponse validation = await SentInput.WhileReadAsync(body is not null
            ? session.Client.ValidateRawAsync(body, cancellationToken)
            : session.Client.ValidateFilesAsync(input.Files, settled.ForTable(input.IsText), cancellationToken)).ConfigureAwait(false);
        ValidationSheet.Write(validation, Terminal.Out, arguments.Format);
        return validation.Valid ? ExitCodes.Success : ExitCodes.Usage;
    }
}

using System.CommandLine;
using Tollama.Cli.Output;
using Tollama.Cli.Running;
using Tollama.Core.Api;
using Tollama.Core.Requests;

namespace Tollama.Cli.Commands;

/// <summary><c>tollama anomalies</c>: which values lie outside the interval in which they were expected.</summary>
internal sealed class AnomaliesCommand : OperationCommand
{
    // The values of one series are drawn; those of thousands are a long answer that nobody sees.
    private const long MostCharted = 4 << 20;

    private readonly Option<string?> _model;

    public AnomaliesCommand(CliHost host)
        : base(
            "anomalies", "Find values that lie outside the interval in which they were expected.", "to search", host,
            RequestFields.Level, RequestFields.Last, RequestFields.SeasonLength)
    {
        _model = ModelOption(host);
        AddInput(_model);
    }

    private static bool MayBeOneSeries(IReadOnlyList<string> inputs) =>
        inputs is [] or [InputFiles.Standard] || (inputs is [{ Length: > 0 } path] && new FileInfo(path) is { Exists: true, Length: <= MostCharted });

    protected override Task<int> ExecuteAsync(ParseResult parsed, DaemonSession session, CancellationToken cancellationToken)
    {
        string? model = parsed.GetValue(_model);
        bool json = IsJson(parsed);
        ForecastRequest request = new() { Model = model, Stream = true, Include = json || !MayBeOneSeries(Inputs(parsed)) ? null : [Inclusion.Fitted] };
        OperationRun run = new(Host, session, Read(parsed, request, [model ?? DefaultModel]));
        return run.ExecuteAsync(
            (input, token) => run.WatchAsync(
                input.Body is { } body ? session.Client.AnomaliesRawStreamAsync(body, token) : session.Client.AnomaliesFilesStreamAsync(input.Files, input.Request, token),
                "series"),
            Show,
            cancellationToken);

        Task<int> Show(AnomaliesResponse found, CancellationToken token)
        {
            Notices.Write(Host.Terminal.Error, found.Input, found.Warnings, found.Series.Select(series => (series.Id, series.Warnings)), found.Errors, "searched");
            if (json)
            {
                JsonText.WriteLine(Out, found, JsonText.Indented.AnomaliesResponse);
            }
            else if (found.Series.Count > 0)
            {
                WriteSheet((writer, ansi) => AnomaliesSheet.Write(found, writer, Host.Terminal.Width, ansi));
            }

            // Findings are no error.
            return Task.FromResult(found.Series.Count > 0 ? ExitCodes.Success : ExitCodes.Failure);
        }
    }
}

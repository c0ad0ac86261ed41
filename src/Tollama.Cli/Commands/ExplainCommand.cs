using System.CommandLine;
using Tollama.Cli.Output;
using Tollama.Cli.Running;
using Tollama.Core.Api;
using Tollama.Core.Requests;

namespace Tollama.Cli.Commands;

/// <summary><c>tollama explain</c>: what series are made of, and why they are forecast as they are.</summary>
internal sealed class ExplainCommand : OperationCommand
{
    private readonly Option<string?> _model;

    public ExplainCommand(CliHost host)
        : base("explain", "Say what series are made of: seasons, trend, outliers, and why they are forecast as they are.", "to explain", host, RequestFields.SeasonLength)
    {
        _model = ModelOption(host);
        AddInput(_model);
    }

    protected override Task<int> ExecuteAsync(ParseResult parsed, DaemonSession session, CancellationToken cancellationToken)
    {
        string? model = parsed.GetValue(_model);
        OperationRun run = new(Host, session, Read(parsed, new ForecastRequest { Model = model }, [model ?? DefaultModel]));
        return run.ExecuteAsync(
            (input, token) => input.Body is { } body ? session.Client.ExplainRawAsync(body, token) : session.Client.ExplainFilesAsync(input.Files, input.Request, token),
            Show,
            cancellationToken);

        Task<int> Show(ExplainResponse explained, CancellationToken token)
        {
            Notices.Write(Host.Terminal.Error, explained.Input, explained.Warnings, explained.Series.Select(series => (series.Id, series.Warnings)), explained.Errors, "explained");
            if (IsJson(parsed))
            {
                JsonText.WriteLine(Out, explained, JsonText.Indented.ExplainResponse);
            }
            else
            {
                WriteSheet((writer, ansi) => ExplainSheet.Write(explained, writer, Host.Terminal.Width, ansi));
            }

            return Task.FromResult(explained.Series.Count > 0 ? ExitCodes.Success : ExitCodes.Failure);
        }
    }
}

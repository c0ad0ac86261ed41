using System.CommandLine;
using System.Globalization;
using Tollama.Cli.Output;
using Tollama.Cli.Terminal;
using Tollama.Core.Api;

namespace Tollama.Cli.Commands;

/// <summary><c>tollama requests</c>: what the daemon works on, and how to stop it.</summary>
internal sealed class RequestsCommand : DaemonCommand
{
    private readonly Option<string?> _cancel = new("--cancel")
    {
        Description = "Stop the request of this id.",
        HelpName = "ID",
    };

    private readonly Option<bool> _json = JsonOption.Create();

    public RequestsCommand(CliHost host)
        : base("requests", "List the requests that the daemon works on, or stop one.", host)
    {
        Options.Add(_cancel);
        Options.Add(_json);
    }

    protected override async Task<int> ExecuteAsync(ParseResult parsed, DaemonSession session, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_cancel) is { } id)
        {
            await session.Client.StopRequestAsync(id, cancellationToken).ConfigureAwait(false);
            Out.WriteLine($"stopped request '{id}'");
            return ExitCodes.Success;
        }

        RequestsResponse response = await session.Client.RequestsAsync(cancellationToken).ConfigureAwait(false);
        if (parsed.GetValue(_json))
        {
            JsonText.WriteLine(Out, response.Requests, JsonText.Indented.IReadOnlyListRunningRequestInfo);
            return ExitCodes.Success;
        }

        TextTable table = new("ID", "OPERATION", "MODEL", "CLIENT", "AGE", "STATE", "PROGRESS");
        foreach (RunningRequestInfo request in response.Requests)
        {
            table.Add(request.Id, request.Operation, request.Model ?? "", request.Client, Age(request), request.State, Progress(request.Progress));
        }

        table.WriteTo(Out);
        return ExitCodes.Success;
    }

    private static string Age(RunningRequestInfo request) => string.Create(CultureInfo.InvariantCulture, $"{request.AgeMs / 1000:0.0}s");

    private static string Progress(RequestProgress? progress) =>
        progress is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{progress.Completed} of {progress.Total}");
}

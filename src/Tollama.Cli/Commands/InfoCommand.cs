using System.CommandLine;
using Tollama.Cli.Output;
using Tollama.Core.Api;

namespace Tollama.Cli.Commands;

/// <summary><c>tollama info</c>: what runs at the address.</summary>
internal sealed class InfoCommand : DaemonCommand
{
    private readonly Option<bool> _json = JsonOption.Create("Print the daemon's answer as JSON.");

    public InfoCommand(CliHost host)
        : base("info", "Show the daemon: where it is, its models, its runners, its settings.", host) => Options.Add(_json);

    protected override async Task<int> ExecuteAsync(ParseResult parsed, DaemonSession session, CancellationToken cancellationToken)
    {
        await session.RequireTollamaAsync("tollama info", cancellationToken).ConfigureAwait(false);
        InfoResponse info = await session.Client.InfoAsync(cancellationToken).ConfigureAwait(false);
        if (parsed.GetValue(_json))
        {
            JsonText.WriteLine(Out, info, JsonText.Indented.InfoResponse);
        }
        else
        {
            InfoSheet.Write(info, session.Url, Host.Time.GetUtcNow(), Out);
        }

        return ExitCodes.Success;
    }
}

using System.CommandLine;
using Tollama.Cli.Output;
using Tollama.Cli.Terminal;
using Tollama.Core.Api;

namespace Tollama.Cli.Commands;

/// <summary><c>tollama outdated</c>: which models have a newer revision on the hub.</summary>
internal sealed class OutdatedCommand : DaemonCommand
{
    private readonly Option<bool> _json = JsonOption.Create();

    public OutdatedCommand(CliHost host)
        : base("outdated", "List installed models beside the revision that the hub has now.", host, "TOLLAMA_OFFLINE", "TOLLAMA_HF_ENDPOINT", "TOLLAMA_HF_TOKEN") =>
        Options.Add(_json);

    protected override async Task<int> ExecuteAsync(ParseResult parsed, DaemonSession session, CancellationToken cancellationToken)
    {
        await session.RequireTollamaAsync("tollama outdated", cancellationToken).ConfigureAwait(false);
        OutdatedResponse response = await session.Client.OutdatedAsync(cancellationToken).ConfigureAwait(false);
        if (parsed.GetValue(_json))
        {
            JsonText.WriteLine(Out, response.Models, JsonText.Indented.IReadOnlyListOutdatedModel);
            return ExitCodes.Success;
        }

        TextTable table = new("NAME", "INSTALLED", "AVAILABLE", "STATE");
        foreach (OutdatedModel model in response.Models)
        {
            table.Add(model.Model, ListCommand.ShortId(model.Installed), ListCommand.ShortId(model.Available ?? "-"), State(model));
        }

        table.WriteTo(Out);
        if (response.Models.Any(model => model.Outdated))
        {
            await Host.Terminal.Error.WriteLineAsync("'tollama pull --all' pulls what is outdated").ConfigureAwait(false);
        }

        return ExitCodes.Success;
    }

    private static string State(OutdatedModel model) => model switch
    {
        { Error: { } error } => "unknown: " + error,
        { Differs: { Count: > 0 } files } => $"not the hub's: {string.Join(", ", files)}",
        { Outdated: true } => "outdated",
        _ => "up to date",
    };
}

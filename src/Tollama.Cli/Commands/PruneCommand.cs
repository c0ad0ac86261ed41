using System.CommandLine;
using Tollama.Cli.Output;
using Tollama.Cli.Terminal;
using Tollama.Cli.Wording;
using Tollama.Core.Api;

namespace Tollama.Cli.Commands;

/// <summary><c>tollama prune</c>: room on the disk.</summary>
internal sealed class PruneCommand : DaemonCommand
{
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Only tell what would be removed." };
    private readonly Option<string?> _grace = DurationOption.Create("--grace", "How young a file may be and still stay; 1h by default, 0 for none.");
    private readonly Option<bool> _json = JsonOption.Create("Print the daemon's answer as JSON.");

    public PruneCommand(CliHost host)
        : base("prune", "Remove files of the store that no model needs.", host, "TOLLAMA_MODELS", "TOLLAMA_NOPRUNE")
    {
        Options.Add(_dryRun);
        Options.Add(_grace);
        Options.Add(_json);
    }

    protected override async Task<int> ExecuteAsync(ParseResult parsed, DaemonSession session, CancellationToken cancellationToken)
    {
        await session.RequireTollamaAsync("tollama prune", cancellationToken).ConfigureAwait(false);
        PruneRequest request = new() { DryRun = parsed.GetValue(_dryRun) ? true : null, Grace = parsed.GetValue(_grace) };
        PruneResponse response = await session.Client.PruneAsync(request, cancellationToken).ConfigureAwait(false);
        if (parsed.GetValue(_json))
        {
            JsonText.WriteLine(Out, response, JsonText.Indented.PruneResponse);
            return ExitCodes.Success;
        }

        TextTable table = new("KIND", "FILE", "SIZE");
        foreach (PrunedFile file in response.Removed)
        {
            table.Add(file.Kind, file.File, ByteSize.Format(file.Size));
        }

        table.WriteTo(Out);
        await Host.Terminal.Error.WriteLineAsync(Summary(response)).ConfigureAwait(false);
        return ExitCodes.Success;
    }

    private static string Summary(PruneResponse response)
    {
        string files = response.Removed.Count == 1 ? "1 file" : $"{response.Removed.Count} files";
        string freed = response switch
        {
            { Removed.Count: 0 } => "nothing to remove",
            { DryRun: true } => $"would free {ByteSize.Format(response.FreedBytes)} in {files}; run it without --dry-run to do so",
            _ => $"freed {ByteSize.Format(response.FreedBytes)} in {files}",
        };
        return response.Kept == 0 ? freed : $"{freed}; {response.Kept} unneeded kept, because they are young or in use (see --grace)";
    }
}

using System.CommandLine;

namespace Tollama.Cli.Commands;

/// <summary><c>tollama load</c>: ready before the first request.</summary>
internal sealed class LoadCommand : DaemonCommand
{
    private readonly Argument<string> _model;
    private readonly Option<string?> _keepAlive = DurationOption.Create(
        "--keep-alive", "How long it stays loaded: 5m, 1h30m, 300 (seconds), -1 (for ever).", "--keepalive");

    public LoadCommand(CliHost host)
        : base("load", "Load a model before its first request.", host, "TOLLAMA_KEEP_ALIVE")
    {
        _model = ModelArgument<string>("An installed model.");
        Arguments.Add(_model);
        Options.Add(_keepAlive);
    }

    protected override async Task<int> ExecuteAsync(ParseResult parsed, DaemonSession session, CancellationToken cancellationToken)
    {
        string model = parsed.GetRequiredValue(_model);
        await session.RequireTollamaAsync("tollama load", cancellationToken).ConfigureAwait(false);
        await session.Client.LoadAsync(model, parsed.GetValue(_keepAlive), cancellationToken).ConfigureAwait(false);
        Out.WriteLine($"loaded '{model}'");
        return ExitCodes.Success;
    }
}

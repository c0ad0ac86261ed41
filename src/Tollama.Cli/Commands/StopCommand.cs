using System.CommandLine;

namespace Tollama.Cli.Commands;

/// <summary><c>tollama stop</c>: out of memory, still installed.</summary>
internal sealed class StopCommand : DaemonCommand
{
    private readonly Argument<string> _model;

    public StopCommand(CliHost host)
        : base("stop", "Unload a model.", host)
    {
        _model = ModelArgument<string>("A loaded model.");
        Arguments.Add(_model);
    }

    protected override async Task<int> ExecuteAsync(ParseResult parsed, DaemonSession session, CancellationToken cancellationToken)
    {
        string model = parsed.GetRequiredValue(_model);
        await session.RequireTollamaAsync("tollama stop", cancellationToken).ConfigureAwait(false);
        await session.Client.UnloadAsync(model, cancellationToken).ConfigureAwait(false);
        Out.WriteLine($"stopped '{model}'");
        return ExitCodes.Success;
    }
}

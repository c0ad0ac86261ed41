using System.CommandLine;

namespace Tollama.Cli.Commands;

/// <summary><c>tollama rm</c>: off the disk.</summary>
internal sealed class RemoveCommand : DaemonCommand
{
    private readonly Argument<string[]> _models;

    public RemoveCommand(CliHost host)
        : base("rm", "Remove models.", host, "TOLLAMA_MODELS")
    {
        _models = ModelArgument<string[]>("Installed models.");
        _models.Arity = ArgumentArity.OneOrMore;
        Arguments.Add(_models);
    }

    protected override async Task<int> ExecuteAsync(ParseResult parsed, DaemonSession session, CancellationToken cancellationToken)
    {
        await session.RequireTollamaAsync("tollama rm", cancellationToken).ConfigureAwait(false);
        foreach (string model in parsed.GetRequiredValue(_models))
        {
            await session.Client.DeleteAsync(model, cancellationToken).ConfigureAwait(false);
            Out.WriteLine($"deleted '{model}'");
        }

        return ExitCodes.Success;
    }
}

using System.CommandLine;
using Tollama.Client;
using Tollama.Core.Errors;

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
        int exitCode = ExitCodes.Success;
        foreach (string model in parsed.GetRequiredValue(_models))
        {
            try
            {
                await session.Client.DeleteAsync(model, cancellationToken).ConfigureAwait(false);
                Out.WriteLine($"deleted '{model}'");
            }
            catch (TollamaClientException exception) when (exception.Code != ErrorCode.DaemonUnreachable)
            {
                // The others are removed all the same: one that is not there is what the user wants of it.
                ErrorText.Write(Host.Terminal.Error, exception);
                exitCode = ExitCodes.Failure;
            }
        }

        return exitCode;
    }
}

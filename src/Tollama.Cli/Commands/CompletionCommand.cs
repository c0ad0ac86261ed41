using System.CommandLine;
using Tollama.Cli.Completion;

namespace Tollama.Cli.Commands;

/// <summary><c>tollama completion</c>: a script for the user's shell.</summary>
internal sealed class CompletionCommand : VerbCommand
{
    private readonly Argument<string> _shell = new("shell") { Description = "bash, zsh or fish." };

    public CompletionCommand(CliHost host)
        : base("completion", "Print a completion script for a shell.", host, "TOLLAMA_HOST")
    {
        _shell.AcceptOnlyFromAmong([.. CompletionScripts.ByShell.Keys]);
        Arguments.Add(_shell);
    }

    protected override Task<int> ExecuteAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        Out.WriteLine(CompletionScripts.ByShell[parsed.GetRequiredValue(_shell)]);
        return Task.FromResult(ExitCodes.Success);
    }
}

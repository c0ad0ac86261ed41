using System.CommandLine;

namespace Tollama.Cli.Commands;

/// <summary>One verb of the command line.</summary>
internal abstract class VerbCommand : Command
{
    protected VerbCommand(string name, string description, CliHost host, params string[] variables)
        : base(name, description)
    {
        Host = host;
        Variables = variables;
        SetAction(ExecuteAsync);
    }

    /// <summary>The environment variables that its help explains.</summary>
    public IReadOnlyList<string> Variables { get; }

    protected CliHost Host { get; }

    protected TextWriter Out => Host.Terminal.Out;

    protected abstract Task<int> ExecuteAsync(ParseResult parsed, CancellationToken cancellationToken);
}

using System.CommandLine;
using Tollama.Core.Api;

namespace Tollama.Cli.Commands;

/// <summary><c>tollama cp</c>: a second name for a model.</summary>
internal sealed class CopyCommand : DaemonCommand
{
    private readonly Argument<string> _source;
    private readonly Argument<string> _destination = new("destination") { Description = "The new name." };
    private readonly Option<bool> _force = ForceOption.Create();

    public CopyCommand(CliHost host)
        : base("cp", "Give a model a second name.", host)
    {
        _source = ModelArgument<string>("An installed model.");
        Arguments.Add(_source);
        Arguments.Add(_destination);
        Options.Add(_force);
    }

    protected override async Task<int> ExecuteAsync(ParseResult parsed, DaemonSession session, CancellationToken cancellationToken)
    {
        string source = parsed.GetRequiredValue(_source);
        string destination = parsed.GetRequiredValue(_destination);
        await session.RequireTollamaAsync("tollama cp", cancellationToken).ConfigureAwait(false);
        CopyRequest request = new() { Source = source, Destination = destination, Force = parsed.GetValue(_force) ? true : null };
        await session.Client.CopyAsync(request, cancellationToken).ConfigureAwait(false);
        Out.WriteLine($"copied '{source}' to '{destination}'");
        return ExitCodes.Success;
    }
}

using System.CommandLine;
using Tollama.Cli.Running;

namespace Tollama.Cli.Commands;

/// <summary><c>tollama run</c>: data in, forecast out.</summary>
internal sealed class RunCommand : DaemonCommand
{
    private readonly Argument<string> _model;
    private readonly RunOptions _options = new();

    public RunCommand(CliHost host)
        : base("run", "Forecast files with tables, or a JSON request.", host, "TOLLAMA_HOME", "TOLLAMA_KEEP_ALIVE", "TOLLAMA_REQUEST_TIMEOUT")
    {
        _model = ModelArgument<string>("The model: auto, theta, naive, …; it is pulled when it is not installed.");
        Arguments.Add(_model);
        _options.AddTo(this);
    }

    protected override Task<int> ExecuteAsync(ParseResult parsed, DaemonSession session, CancellationToken cancellationToken)
    {
        RunArguments arguments = _options.Read(parsed, parsed.GetRequiredValue(_model), Host.Terminal.IsOutputTerminal);
        return new ForecastRun(Host, session, arguments).ExecuteAsync(cancellationToken);
    }
}

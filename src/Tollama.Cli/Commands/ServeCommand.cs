using System.CommandLine;

namespace Tollama.Cli.Commands;

/// <summary><c>tollama serve</c>: the daemon in this process.</summary>
internal sealed class ServeCommand : VerbCommand
{
    private readonly Option<string?> _host = new("--host") { Description = "The address to listen on, in the grammar of TOLLAMA_HOST.", HelpName = "address" };
    private readonly Option<int?> _port = WholeNumberOption.Create("--port", null, "The port to listen on; 0 takes a free one.", "port", min: 0, max: 65535);
    private readonly Option<string?> _logLevel = new("--log-level") { Description = "How much to log: trace, debug, info, warning, error or none.", HelpName = "level" };
    private readonly Option<bool> _insecure = new("--insecure") { Description = "Listen beyond loopback without API keys." };

    public ServeCommand(CliHost host)
        : base("serve", "Start the daemon.", host, [.. Core.Configuration.TollamaEnvironment.Variables.Select(variable => variable.Name).Where(name => name != "TOLLAMA_API_KEY")])
    {
        Aliases.Add("start");
        _logLevel.AcceptOnlyFromAmong("trace", "debug", "info", "warning", "error", "none");
        Options.Add(_host);
        Options.Add(_port);
        Options.Add(_logLevel);
        Options.Add(_insecure);
    }

    protected override Task<int> ExecuteAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        ServeOptions options = new()
        {
            Host = parsed.GetValue(_host),
            Port = parsed.GetValue(_port),
            LogLevel = parsed.GetValue(_logLevel),
            Insecure = parsed.GetValue(_insecure),
        };
        return Host.Serve(options, cancellationToken);
    }
}

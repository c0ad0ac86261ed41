using System.CommandLine;

namespace Tollama.Cli.Commands;

/// <summary>A verb that talks to a daemon.</summary>
internal abstract class DaemonCommand : VerbCommand
{
    private readonly Option<string?> _baseUrl = new("--base-url", "--host")
    {
        Description = "The daemon's address, instead of TOLLAMA_HOST.",
        HelpName = "url",
    };

    protected DaemonCommand(string name, string description, CliHost host, params string[] variables)
        : base(name, description, host, ["TOLLAMA_HOST", "TOLLAMA_API_KEY", .. variables]) => Options.Add(_baseUrl);

    protected string? BaseUrl(ParseResult parsed) => parsed.GetValue(_baseUrl);

    protected sealed override async Task<int> ExecuteAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using DaemonSession session = new(Host, BaseUrl(parsed));
        return await ExecuteAsync(parsed, session, cancellationToken).ConfigureAwait(false);
    }

    protected abstract Task<int> ExecuteAsync(ParseResult parsed, DaemonSession session, CancellationToken cancellationToken);

    /// <summary>The argument that names an installed model; the shell completes it from the daemon's list.</summary>
    protected Argument<T> ModelArgument<T>(string description)
    {
        Argument<T> argument = new("model") { Description = description, HelpName = "model" };
        argument.CompletionSources.Add(_ => Completion.ModelNames.Installed(Host));
        return argument;
    }
}

using System.CommandLine;
using Tollama.Cli.Pulling;
using Tollama.Core.Api;

namespace Tollama.Cli.Commands;

/// <summary><c>tollama pull</c>: from the hub onto the disk.</summary>
internal sealed class PullCommand : DaemonCommand
{
    private readonly Argument<string[]> _models = new("model") { Description = "Models of the registry: see 'tollama list --available'.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<bool> _acceptLicense = new("--accept-license") { Description = "Accept the model's licence; it is remembered." };
    private readonly Option<string?> _revision = new("--revision") { Description = "Another revision than the pinned one.", HelpName = "revision" };
    private readonly Option<bool> _force = new("--force") { Description = "Pull again what is installed." };
    private readonly Option<bool> _insecure = new("--insecure") { Description = "Do not check the hub's certificate." };
    private readonly Option<bool> _noStream = new("--no-stream") { Description = "Wait for the end without progress." };
    private readonly Option<bool> _json = JsonOption.Create("Print the daemon's progress lines as JSON, on standard output.");

    public PullCommand(CliHost host)
        : base("pull", "Install models.", host, "TOLLAMA_ACCEPT_LICENSES", "TOLLAMA_OFFLINE", "TOLLAMA_HF_ENDPOINT", "TOLLAMA_HF_TOKEN", "TOLLAMA_MAX_DOWNLOAD_RATE", "HTTPS_PROXY")
    {
        Arguments.Add(_models);
        Options.Add(_acceptLicense);
        Options.Add(_revision);
        Options.Add(_force);
        Options.Add(_insecure);
        Options.Add(_noStream);
        Options.Add(_json);
    }

    protected override async Task<int> ExecuteAsync(ParseResult parsed, DaemonSession session, CancellationToken cancellationToken)
    {
        ModelPull pull = new(Host, session);
        foreach (string model in parsed.GetRequiredValue(_models))
        {
            PullRequest request = new()
            {
                Model = model,
                Stream = !parsed.GetValue(_noStream),
                AcceptLicense = parsed.GetValue(_acceptLicense),
                Revision = parsed.GetValue(_revision),
                Force = parsed.GetValue(_force) ? true : null,
                Insecure = parsed.GetValue(_insecure) ? true : null,
            };
            await (parsed.GetValue(_json)
                ? pull.PullAsync(request, new JsonPullDisplay(Out), cancellationToken)
                : pull.PullAsync(request, cancellationToken)).ConfigureAwait(false);
        }

        return ExitCodes.Success;
    }
}

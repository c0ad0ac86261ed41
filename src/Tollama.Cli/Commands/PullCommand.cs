using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Tollama.Cli.Importing;
using Tollama.Cli.Pulling;
using Tollama.Core.Api;

namespace Tollama.Cli.Commands;

/// <summary><c>tollama pull</c>: from the hub onto the disk.</summary>
internal sealed class PullCommand : DaemonCommand
{
    private readonly Argument<string[]> _models = new("model")
    {
        Description = "Models of the registry (see 'tollama list --available'), hf.co/OWNER/REPO[:REVISION], or folders.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<bool> _all = new("--all") { Description = "Pull every installed model that is outdated." };
    private readonly Option<bool> _acceptLicense = new("--accept-license") { Description = "Accept the model's licence; it is remembered." };
    private readonly Option<string?> _limitRate = new("--limit-rate") { Description = "The highest download rate: bytes a second, or a size as 2MB.", HelpName = "rate" };
    private readonly Option<string?> _revision = new("--revision") { Description = "Another revision than the pinned one.", HelpName = "revision" };
    private readonly Option<bool> _force = new("--force") { Description = "Pull again what is installed." };
    private readonly Option<bool> _insecure = new("--insecure") { Description = "Do not check the hub's certificate." };
    private readonly Option<bool> _noStream = new("--no-stream") { Description = "Wait for the end without progress." };
    private readonly Option<bool> _json = JsonOption.Create("Print the progress lines as JSON, on standard output.");

    public PullCommand(CliHost host)
        : base("pull", "Install models.", host, "TOLLAMA_ACCEPT_LICENSES", "TOLLAMA_OFFLINE", "TOLLAMA_HF_ENDPOINT", "TOLLAMA_HF_TOKEN", "TOLLAMA_MAX_DOWNLOAD_RATE", "HTTPS_PROXY")
    {
        Arguments.Add(_models);
        foreach (Option option in new Option[] { _all, _acceptLicense, _limitRate, _revision, _force, _insecure, _noStream, _json })
        {
            Options.Add(option);
        }

        Validators.Add(result =>
        {
            bool hasModels = result.GetValue(_models) is { Length: > 0 };
            if (hasModels == result.GetValue(_all))
            {
                result.AddError(hasModels ? "--all takes no model: it pulls all that are outdated" : "name a model, or say --all");
            }

            if (result.GetValue(_all) && result.GetValue(_revision) is not null)
            {
                result.AddError("--revision belongs to one model: it cannot be said with --all");
            }
        });
    }

    protected override async Task<int> ExecuteAsync(ParseResult parsed, DaemonSession session, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_insecure))
        {
            await Host.Terminal.Error.WriteLineAsync("Warning: --insecure: the hub's certificate is not checked; whoever is on the way to it can change what is downloaded").ConfigureAwait(false);
        }

        bool json = parsed.GetValue(_json);
        PullRequest template = Template(parsed);
        if (parsed.GetValue(_all))
        {
            return await new OutdatedPull(Host, session).PullAsync(template, json, cancellationToken).ConfigureAwait(false) ? ExitCodes.Success : ExitCodes.Failure;
        }

        foreach (string model in parsed.GetRequiredValue(_models))
        {
            await PullAsync(session, template with { Model = model }, json, cancellationToken).ConfigureAwait(false);
        }

        return ExitCodes.Success;
    }

    private async Task PullAsync(DaemonSession session, PullRequest request, bool json, CancellationToken cancellationToken)
    {
        if (await new LocalSource(session).FindAsync(request.Model!, baseFolder: "", cancellationToken).ConfigureAwait(false) is not { } folder)
        {
            await new ModelPull(Host, session).PullAsync(request, json, cancellationToken).ConfigureAwait(false);
            return;
        }

        await session.RequireTollamaAsync("tollama pull", cancellationToken).ConfigureAwait(false);
        CreateRequest creation = new() { Model = ModelFolder.NameOf(folder.Path), Stream = true };
        await new FolderImport(Host, session).ImportAsync(folder, creation, json, cancellationToken).ConfigureAwait(false);
        if (!json)
        {
            Out.WriteLine($"imported '{creation.Model}'");
        }
    }

    private PullRequest Template(ParseResult parsed) => new()
    {
        Stream = !parsed.GetValue(_noStream),
        AcceptLicense = parsed.GetValue(_acceptLicense),
        Revision = parsed.GetValue(_revision),
        Force = parsed.GetValue(_force) ? true : null,
        Insecure = parsed.GetValue(_insecure) ? true : null,
        LimitRate = Rate(parsed.GetValue(_limitRate)),
    };

    // A size travels as it was written: the daemon reads it, and says what is wrong with it.
    private static JsonValue? Rate(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long bytes) ? JsonValue.Create(bytes) : JsonValue.Create(text);
}

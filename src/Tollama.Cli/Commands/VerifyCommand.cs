using System.CommandLine;
using Tollama.Cli.Pulling;
using Tollama.Cli.Verifying;
using Tollama.Cli.Verifying.Published;
using Tollama.Cli.Wording;
using Tollama.Client;
using Tollama.Core.Api;
using Tollama.Core.Errors;

namespace Tollama.Cli.Commands;

/// <summary><c>tollama verify</c>: does a model with its real weights forecast what its authors' program does?</summary>
internal sealed class VerifyCommand : DaemonCommand
{
    private readonly Argument<string> _model;
    private readonly Option<string?> _reference = new("--reference") { Description = "A file of forecasts by a reference implementation, instead of published ones.", HelpName = "FILE" };

    public VerifyCommand(CliHost host)
        : base("verify", "Compare a model's forecasts with those of its makers' program.", host, "TOLLAMA_REFERENCE_ENDPOINT", "TOLLAMA_OFFLINE")
    {
        _model = ModelArgument<string>("The model; it is pulled when it is not installed.");
        Arguments.Add(_model);
        Options.Add(_reference);
    }

    protected override async Task<int> ExecuteAsync(ParseResult parsed, DaemonSession session, CancellationToken cancellationToken)
    {
        string model = parsed.GetRequiredValue(_model);
        ReferenceFile? own = parsed.GetValue(_reference) is { } path ? ReferenceFile.Read(path) : null;
        await session.RequireTollamaAsync("tollama verify", cancellationToken).ConfigureAwait(false);
        ShowResponse shown = await InstalledAsync(session, model, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<ReferenceFile> references = own is not null ? [own] : await PublishedAsync(model, shown, cancellationToken).ConfigureAwait(false);
        Out.WriteLine($"{shown.Name}: {OriginText.Long(shown.Origin)}");
        Verification verification = new(session.Client, model, Out);
        bool agrees = true;
        foreach (ReferenceFile reference in references)
        {
            agrees &= await verification.RunAsync(reference, cancellationToken).ConfigureAwait(false);
        }

        return agrees ? ExitCodes.Success : ExitCodes.Failure;
    }

    private async Task<ShowResponse> InstalledAsync(DaemonSession session, string model, CancellationToken cancellationToken)
    {
        try
        {
            return await session.Client.ShowAsync(model, cancellationToken).ConfigureAwait(false);
        }
        catch (TollamaClientException exception) when (exception.Code == ErrorCode.ModelNotFound)
        {
            await new ModelPull(Host, session).PullAsync(new PullRequest { Model = model, Stream = true }, json: false, cancellationToken).ConfigureAwait(false);
            return await session.Client.ShowAsync(model, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<ReferenceFile>> PublishedAsync(string model, ShowResponse shown, CancellationToken cancellationToken)
    {
        string? repository = shown.Source.RepoId ?? (shown.Origin?.Of ?? shown.Origin)?.Claims?.Source?.RepoId;
        IReadOnlyList<PublishedReference> published = PublishedReferences.Of(repository);
        if (published.Count == 0)
        {
            throw CliException.Failure(
                $"no published forecasts of '{model}' are known",
                "let its makers' program write some and pass --reference FILE: docs/verify-real-weights.md says how");
        }

        PublishedDownload download = new(Host.Environment);
        List<ReferenceFile> files = [];
        foreach (PublishedReference reference in published)
        {
            files.Add(await download.ReadAsync(reference, cancellationToken).ConfigureAwait(false));
        }

        return files;
    }
}

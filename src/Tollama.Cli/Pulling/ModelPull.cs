using Tollama.Cli.Progress;
using Tollama.Cli.Terminal;
using Tollama.Client;
using Tollama.Core.Api;
using Tollama.Core.Errors;

namespace Tollama.Cli.Pulling;

/// <summary>Pulls a model and asks a person for consent to its licence when it needs one.</summary>
internal sealed class ModelPull(CliHost host, DaemonSession session)
{
    private ITerminal Terminal => host.Terminal;

    private bool CanAsk => Terminal.IsInputTerminal && Terminal.IsErrorTerminal;

    /// <summary>Pulls, with progress for people on standard error, or the daemon's lines on standard output.</summary>
    public async Task PullAsync(PullRequest request, bool json, CancellationToken cancellationToken)
    {
        await session.RequireTollamaAsync("tollama pull", cancellationToken).ConfigureAwait(false);
        try
        {
            await ShowAsync(request, json, cancellationToken).ConfigureAwait(false);
        }
        catch (TollamaClientException exception) when (exception.Code == ErrorCode.LicenseNotAccepted && request.AcceptLicense != true && CanAsk)
        {
            if (!await ConsentsAsync(exception, cancellationToken).ConfigureAwait(false))
            {
                throw CliException.Failure(
                    $"the licence of '{request.Model}' was not accepted; nothing was pulled", "'tollama list --available' shows the licences of all models");
            }

            await ShowAsync(request with { AcceptLicense = true }, json, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Pulls a model that some work needs, with progress for people.</summary>
    public Task PullAsync(string model, CancellationToken cancellationToken) => PullAsync(new PullRequest { Model = model, Stream = true }, json: false, cancellationToken);

    private async Task ShowAsync(PullRequest request, bool json, CancellationToken cancellationToken)
    {
        try
        {
            await ShownWork.For(host, json).RunAsync(session.Client.PullAsync(request, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await SayHowToGoOnAsync(request, "interrupted").ConfigureAwait(false);
            throw;
        }
        catch (TollamaClientException exception) when (exception.Code == ErrorCode.DaemonUnreachable)
        {
            await SayHowToGoOnAsync(request, "broken off").ConfigureAwait(false);
            throw;
        }
    }

    private Task SayHowToGoOnAsync(PullRequest request, string end) =>
        Terminal.Error.WriteLineAsync($"{end}: what was downloaded so far is kept; 'tollama pull {request.Model}' continues there");

    private async Task<bool> ConsentsAsync(TollamaClientException exception, CancellationToken cancellationToken)
    {
        // The message names the licence and where its text is.
        await Terminal.Error.WriteLineAsync(exception.Message).ConfigureAwait(false);
        await Terminal.Error.WriteAsync("Do you accept this licence? [y/N] ").ConfigureAwait(false);
        string? answer = await Terminal.ReadLineAsync(cancellationToken).ConfigureAwait(false);
        return answer?.Trim().ToUpperInvariant() is "Y" or "YES";
    }
}

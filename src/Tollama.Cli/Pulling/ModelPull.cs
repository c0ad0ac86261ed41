using Tollama.Cli.Terminal;
using Tollama.Client;
using Tollama.Core.Api;
using Tollama.Core.Errors;

namespace Tollama.Cli.Pulling;

/// <summary>Pulls a model and asks a person for consent to its licence when it needs one.</summary>
internal sealed class ModelPull(CliHost host, DaemonSession session)
{
    private ITerminal Terminal => host.Terminal;

    /// <summary>Pulls, with progress for people on standard error.</summary>
    public Task PullAsync(PullRequest request, CancellationToken cancellationToken)
    {
        IPullDisplay display = Terminal.IsErrorTerminal
            ? new BarPullDisplay(Terminal.Error, Terminal.HasColor)
            : new LinePullDisplay(Terminal.Error);
        return PullAsync(request, display, cancellationToken);
    }

    public async Task PullAsync(PullRequest request, IPullDisplay display, CancellationToken cancellationToken)
    {
        await session.RequireTollamaAsync("tollama pull", cancellationToken).ConfigureAwait(false);
        try
        {
            await display.ShowAsync(session.Client.PullAsync(request, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (TollamaClientException exception) when (exception.Code == ErrorCode.LicenseNotAccepted && request.AcceptLicense != true && CanAsk)
        {
            if (!await ConsentsAsync(exception, cancellationToken).ConfigureAwait(false))
            {
                throw CliException.Failure($"the licence of '{request.Model}' was not accepted; nothing was pulled");
            }

            PullRequest accepted = request with { AcceptLicense = true };
            await display.ShowAsync(session.Client.PullAsync(accepted, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
    }

    private bool CanAsk => Terminal.IsInputTerminal && Terminal.IsErrorTerminal;

    private async Task<bool> ConsentsAsync(TollamaClientException exception, CancellationToken cancellationToken)
    {
        await Terminal.Error.WriteLineAsync(exception.Message).ConfigureAwait(false);
        await Terminal.Error.WriteAsync("Do you accept this licence? [y/N] ").ConfigureAwait(false);
        string? answer = await Terminal.ReadLineAsync(cancellationToken).ConfigureAwait(false);
        return answer?.Trim().ToUpperInvariant() is "Y" or "YES";
    }
}

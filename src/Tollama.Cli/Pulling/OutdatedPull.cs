using Tollama.Client;
using Tollama.Core.Api;
using Tollama.Core.Errors;

namespace Tollama.Cli.Pulling;

/// <summary>Pulls again every installed model whose hub has a newer revision; one that fails does not stop the others.</summary>
internal sealed class OutdatedPull(CliHost host, DaemonSession session)
{
    /// <summary>Pulls.</summary>
    /// <param name="template">The request without a model; it is sent for each one.</param>
    /// <param name="json">True for the daemon's lines on standard output.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>True when every model is up to date now.</returns>
    public async Task<bool> PullAsync(PullRequest template, bool json, CancellationToken cancellationToken)
    {
        await session.RequireTollamaAsync("tollama pull", cancellationToken).ConfigureAwait(false);
        OutdatedResponse response = await session.Client.OutdatedAsync(cancellationToken).ConfigureAwait(false);
        if (response.Models.Count == 0)
        {
            await SayAsync("no installed model came from a hub").ConfigureAwait(false);
        }

        bool isCurrent = true;
        foreach (OutdatedModel model in response.Models)
        {
            isCurrent &= await PullAsync(model, template, json, cancellationToken).ConfigureAwait(false);
        }

        return isCurrent;
    }

    private async Task<bool> PullAsync(OutdatedModel model, PullRequest template, bool json, CancellationToken cancellationToken)
    {
        if (model.Error is { } error)
        {
            ErrorText.Write(host.Terminal.Error, $"'{model.Model}' could not be compared with {model.RepoId}: {error}", "try again later");
            return false;
        }

        if (!model.Outdated)
        {
            await SayAsync($"'{model.Model}' is up to date").ConfigureAwait(false);
            return true;
        }

        await SayAsync(model.Differs is { } files ? $"'{model.Model}' is not what the hub has: {string.Join(", ", files)}" : $"'{model.Model}' is outdated").ConfigureAwait(false);
        try
        {
            // By the branch and not by its commit, so that the model goes on following it.
            PullRequest request = template with { Model = model.Model, Revision = model.Reference, Force = true };
            await new ModelPull(host, session).PullAsync(request, json, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (TollamaClientException exception) when (exception.Code != ErrorCode.DaemonUnreachable)
        {
            ErrorText.Write(host.Terminal.Error, exception);
            return false;
        }
        catch (CliException exception)
        {
            ErrorText.Write(host.Terminal.Error, exception.Message, exception.Hint);
            return false;
        }
    }

    private Task SayAsync(string text) => host.Terminal.Error.WriteLineAsync(text);
}

namespace Tollama.Daemon.Runners;

/// <summary>Sees to it that a runner ends the requests that nobody waits for any longer.</summary>
/// <remarks>
/// A runner that is merely busy must not be taken for one that hangs. So the time of a cancelled request begins when the runner has acknowledged the
/// cancel, and is the longer the more requests share the processors. A cancel without acknowledgment has a longer time.
/// </remarks>
internal sealed class CanceledRequests(RunnerConnection connection, RunnerPolicy policy, TimeProvider time, Action<string> kill)
{
    /// <summary>Asks the runner to end a request, and kills the process if it does not.</summary>
    public async Task CancelAsync(PendingCall call)
    {
        PendingCall cancel = connection.Cancel(call);
        try
        {
            Task first = Task.WhenAny(call.Answer, cancel.Answer);
            TimeSpan patience = policy.CancelGraceAmong(connection.InFlight) - policy.CancelGrace + policy.CancelPatience;
            if (!await EndsWithinAsync(first, patience).ConfigureAwait(false))
            {
                kill("did not acknowledge a cancel");
                return;
            }
        }
        finally
        {
            connection.Forget(cancel);
        }

        await KillIfUnansweredAsync(call).ConfigureAwait(false);
    }

    /// <summary>Kills the process if it does not answer a request in the time that a cancelled one has.</summary>
    public async Task KillIfUnansweredAsync(PendingCall call)
    {
        if (!await EndsWithinAsync(call.Answer, policy.CancelGraceAmong(connection.InFlight)).ConfigureAwait(false))
        {
            kill("did not end a cancelled request");
        }
    }

    private async Task<bool> EndsWithinAsync(Task end, TimeSpan patience)
    {
        try
        {
            await end.WaitAsync(patience, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return false;
        }
        catch (Exception error) when (error is RunnerLostException or Core.Errors.TollamaException)
        {
            // The request has ended in another way.
        }

        return true;
    }
}

namespace Tollama.Store;

/// <summary>Asks again, with growing pauses, as long as failures may pass.</summary>
internal sealed class HubRetry(DownloadPolicy policy, TimeProvider time)
{
    public async Task<T> RunAsync<T>(string what, Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        for (int failures = 0; ;)
        {
            try
            {
                return await ask(cancellationToken).ConfigureAwait(false);
            }
            catch (TransientHubException fault)
            {
                failures++;
                await PauseAsync(fault, what, failures, policy.MaxQuestions, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Waits for the time after a failure, or gives up after the last one.</summary>
    public Task PauseAsync(TransientHubException fault, string what, int failures, CancellationToken cancellationToken) =>
        PauseAsync(fault, what, failures, policy.MaxAttempts, cancellationToken);

    private Task PauseAsync(TransientHubException fault, string what, int failures, int atMost, CancellationToken cancellationToken) =>
        failures >= atMost
            ? throw HubFaults.GaveUp(fault, what, failures)
            : Task.Delay(policy.PauseAfter(failures, fault.RetryAfter), time, cancellationToken);
}

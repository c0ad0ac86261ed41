namespace Tollama.EndToEnd.Tests.Daemons;

/// <summary>How long tests wait for what should come at once. Only a defect lets them pass.</summary>
public static class Deadlines
{
    public static TimeSpan Request => TimeSpan.FromSeconds(60);

    public static TimeSpan Program => TimeSpan.FromSeconds(120);

    /// <summary>Returns when the condition holds; fails with its words when it never does.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        long started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(started) > Request)
            {
                throw new TimeoutException($"It never came true that {what}.");
            }

            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    public static Task UntilAsync(Func<bool> condition, string what) => UntilAsync(() => Task.FromResult(condition()), what);
}

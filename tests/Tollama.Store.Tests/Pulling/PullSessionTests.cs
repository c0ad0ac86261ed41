using System.Threading.Channels;
using Tollama.Core.Api;
using Tollama.Core.Errors;

namespace Tollama.Store.Tests.Pulling;

/// <summary>A pull is run once for everybody who waits for it, however fast it is.</summary>
public sealed class PullSessionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_starts_a_pull_hears_it_even_if_it_is_over_at_once()
    {
        PullSession session = new((say, _) =>
        {
            say(new PullProgress { Status = "pulling manifest" });
            throw new TollamaException(ErrorCode.HubUnavailable, "the hub is away");
        });
        await session.Ended;

        session.Join().ShouldBeNull("the pull is over");
        List<string> heard = [];
        TollamaException error = await Should.ThrowAsync<TollamaException>(async () =>
        {
            await foreach (PullProgress line in session.First.Reader.ReadAllAsync(Cancellation))
            {
                heard.Add(line.Status.ShouldNotBeNull());
            }
        });
        error.Message.ShouldBe("the hub is away");
        heard.ShouldBe(["pulling manifest"]);
    }

    [Fact]
    public async Task A_pull_ends_when_the_last_listener_leaves()
    {
        PullSession session = new((_, ending) => Task.Delay(Timeout.Infinite, ending));
        Channel<PullProgress> second = session.Join().ShouldNotBeNull();
        session.Leave(session.First);
        session.Ended.IsCompleted.ShouldBeFalse();
        session.Leave(second);
        await session.Ended.WaitAsync(Cancellation);
    }
}

using Tollama.Core.Errors;
using Tollama.Daemon.Scheduling;

namespace Tollama.Daemon.Tests.Scheduling;

public sealed class AdmissionQueueTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_more_than_the_queue_holds_is_told_to_come_back()
    {
        AdmissionQueue queue = new(maxParallel: 1, maxWaiting: 1);
        using AdmissionTicket working = queue.Enter();
        await working.TakePlaceAsync(Token);
        using AdmissionTicket waiting = queue.Enter();
        TollamaException refusal = Should.Throw<TollamaException>(queue.Enter);
        refusal.Code.ShouldBe(ErrorCode.QueueFull);
        refusal.RetryAfter.ShouldNotBeNull();
        queue.Waiting.ShouldBe(1);
        queue.Active.ShouldBe(1);
    }

    [Fact]
    public async Task Places_are_given_in_the_order_of_asking()
    {
        AdmissionQueue queue = new(1, 10);
        AdmissionTicket first = queue.Enter();
        await first.TakePlaceAsync(Token);
        AdmissionTicket second = queue.Enter();
        AdmissionTicket third = queue.Enter();
        Task secondTurn = second.TakePlaceAsync(Token);
        Task thirdTurn = third.TakePlaceAsync(Token);
        first.Dispose();
        await secondTurn;
        thirdTurn.IsCompleted.ShouldBeFalse();
        second.Dispose();
        await thirdTurn;
        third.Dispose();
        queue.Active.ShouldBe(0);
    }

    [Fact]
    public async Task A_client_that_leaves_the_line_frees_its_place_in_it()
    {
        AdmissionQueue queue = new(1, 1);
        AdmissionTicket working = queue.Enter();
        await working.TakePlaceAsync(Token);
        using CancellationTokenSource leaving = new();
        AdmissionTicket waiting = queue.Enter();
        Task turn = waiting.TakePlaceAsync(leaving.Token);
        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(turn);
        waiting.Dispose();
        using AdmissionTicket next = queue.Enter();
        Task nextTurn = next.TakePlaceAsync(Token);
        working.Dispose();
        await nextTurn;
        queue.Active.ShouldBe(1);
    }

    [Fact]
    public void Nobody_is_let_in_while_draining()
    {
        AdmissionQueue queue = new(1, 1);
        queue.Drain();
        Should.Throw<TollamaException>(queue.Enter).Code.ShouldBe(ErrorCode.Draining);
    }

    [Fact]
    public async Task No_place_is_lost_when_many_come_and_leave_at_once()
    {
        AdmissionQueue queue = new(3, 1000);
        await Parallel.ForAsync(0, 500, Token, async (i, token) =>
        {
            using AdmissionTicket ticket = queue.Enter();
            using CancellationTokenSource leaving = CancellationTokenSource.CreateLinkedTokenSource(token);
            if (i % 3 == 0)
            {
                await leaving.CancelAsync();
            }

            try
            {
                await ticket.TakePlaceAsync(leaving.Token);
                await Task.Yield();
            }
            catch (OperationCanceledException)
            {
                // It left.
            }
        });
        queue.Active.ShouldBe(0);
        queue.Waiting.ShouldBe(0);
    }
}

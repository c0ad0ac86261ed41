using Tollama.Core.Errors;
using Tollama.Daemon.Scheduling;

namespace Tollama.Daemon.Tests.Scheduling;

public sealed class AdmissionQueueTests
{
    private static readonly ProcessPlaces Places = new(new PlaceLimits(Places: 1, Large: 1));

    [Fact]
    public void One_more_than_the_queue_holds_is_told_to_come_back()
    {
        AdmissionQueue queue = new(2, Places);
        using AdmissionTicket one = queue.Enter("a");
        using AdmissionTicket two = queue.Enter("b");
        TollamaException refusal = Should.Throw<TollamaException>(() => queue.Enter("c"));
        refusal.Code.ShouldBe(ErrorCode.QueueFull);
        refusal.RetryAfter.ShouldNotBeNull();
        queue.Waiting.ShouldBe(2);
    }

    [Fact]
    public void A_request_of_which_nothing_was_read_is_refused_as_well_and_takes_no_place()
    {
        AdmissionQueue queue = new(1, Places);
        queue.Check("a");
        using AdmissionTicket one = queue.Enter("a");
        Should.Throw<TollamaException>(() => queue.Check("b")).Code.ShouldBe(ErrorCode.QueueFull);
        one.Dispose();
        queue.Check("b");
        queue.Admitted.ShouldBe(0);
    }

    [Fact]
    public void One_client_does_not_fill_the_queue()
    {
        AdmissionQueue queue = new(8, Places);
        AdmissionTicket[] mine = [.. Enumerable.Range(0, 6).Select(_ => queue.Enter("greedy"))];
        Should.Throw<TollamaException>(() => queue.Enter("greedy")).Message.ShouldContain("6 of them are yours");
        using AdmissionTicket other = queue.Enter("other");
        mine[0].Dispose();
        queue.Enter("greedy").Dispose();
    }

    [Fact]
    public void Large_requests_do_not_fill_the_queue_whoever_sends_them()
    {
        AdmissionQueue queue = new(8, Places);
        AdmissionTicket[] large = [.. Enumerable.Range(0, 6).Select(i => queue.Enter($"client {i}"))];
        Array.ForEach(large, ticket => ticket.Weigh(WorkSize.Large));
        AdmissionTicket one = queue.Enter("late");
        Should.Throw<TollamaException>(() => one.Weigh(WorkSize.Large)).Code.ShouldBe(ErrorCode.QueueFull);
        one.Weigh(WorkSize.Tiny);
        large[0].Dispose();
        one.Weigh(WorkSize.Large);
    }

    [Fact]
    public void Nobody_is_let_in_while_draining()
    {
        AdmissionQueue queue = new(1, Places);
        queue.Drain();
        Should.Throw<TollamaException>(() => queue.Enter("a")).Code.ShouldBe(ErrorCode.Draining);
        Should.Throw<TollamaException>(() => queue.Check("a")).Code.ShouldBe(ErrorCode.Draining);
    }

    [Fact]
    public void A_ticket_that_is_disposed_twice_leaves_once()
    {
        AdmissionQueue queue = new(2, Places);
        AdmissionTicket one = queue.Enter("a");
        using AdmissionTicket two = queue.Enter("a");
        one.Dispose();
        one.Dispose();
        queue.Admitted.ShouldBe(1);
    }
}

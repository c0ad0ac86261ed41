using Tollama.Daemon.Memory;

namespace Tollama.Daemon.Tests.Memory;

/// <summary>Clients that do not read their answers hold memory until they are given up; what the others get meanwhile is told here.</summary>
public sealed class AnswerMemoryTests
{
    private const long Total = 256L << 20;
    private const long Large = 12L << 20;
    private const long Medium = 1L << 20;

    private readonly AnswerMemory _memory = new(Total);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Small_answers_wait_for_nothing_however_little_is_left()
    {
        Fill();
        for (int i = 0; i < 1000; i++)
        {
            ValueTask<IDisposable?> small = _memory.TakeAsync("other", AnswerMemory.SmallBytes, Token);
            small.IsCompletedSuccessfully.ShouldBeTrue();
        }

        Take("other", AnswerMemory.SmallBytes + 1).IsCompleted.ShouldBeFalse("all is taken: what is not small waits");
    }

    [Fact]
    public void Forty_clients_that_read_nothing_leave_room_for_answers_of_a_megabyte()
    {
        Task<IDisposable?>[] greedy = [.. Enumerable.Range(0, 40).Select(i => Take($"greedy-{i}", Large))];
        greedy.Count(task => task.IsCompleted).ShouldBe(16);

        Task<IDisposable?>[] others = [.. Enumerable.Range(0, 64).Select(i => Take($"other-{i}", Medium))];

        others.ShouldAllBe(task => task.IsCompleted);
    }

    [Fact]
    public void One_client_holds_half_at_most_and_keeps_nobody_else_waiting()
    {
        Task<IDisposable?>[] greedy = [.. Enumerable.Range(0, 40).Select(_ => Take("greedy", Large))];
        greedy.Count(task => task.IsCompleted).ShouldBe(10);

        Take("other", Large).IsCompleted.ShouldBeTrue();
        Take("other", Large).IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public async Task Who_holds_the_least_is_next()
    {
        Task<IDisposable?>[] rich = [.. Enumerable.Range(0, 8).Select(_ => Take("rich", Large))];
        Task<IDisposable?>[] others = [.. Enumerable.Range(0, 8).Select(i => Take($"other-{i}", Large))];
        Task<IDisposable?> richer = Take("rich", Large);
        Task<IDisposable?> poor = Take("poor", Large);
        (richer.IsCompleted, poor.IsCompleted).ShouldBe((false, false));

        (await others[0])!.Dispose();

        await poor;
        richer.IsCompleted.ShouldBeFalse();
        (await rich[0])!.Dispose();
        await richer;
    }

    [Fact]
    public async Task Who_was_overtaken_often_is_next_and_no_more_overtaken()
    {
        Task<IDisposable?>[] held = [.. Enumerable.Range(0, 16).Select(i => Take($"holder-{i}", Large))];
        Task<IDisposable?> waits = Take("waits", 2 * Large);
        for (int i = 0; i < AnswerMemory.MostOvertaken; i++)
        {
            Task<IDisposable?> quick = Take($"quick-{i}", Large);
            (await held[i % held.Length])!.Dispose();
            await (held[i % held.Length] = quick);
        }

        Task<IDisposable?> late = Take("late", Large);
        (await held[0])!.Dispose();
        (waits.IsCompleted, late.IsCompleted).ShouldBe((false, false));
        (await held[1])!.Dispose();
        await waits;
        late.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task More_than_a_client_may_hold_gets_what_it_may()
    {
        IDisposable all = (await Take("one", 4 * Total))!;
        _memory.Used.ShouldBe(Total / 2);
        all.Dispose();
        all.Dispose();
        _memory.Used.ShouldBe(0);
    }

    [Fact]
    public async Task Who_stops_waiting_lets_the_next_one_through()
    {
        Task<IDisposable?>[] held = [.. Enumerable.Range(0, 16).Select(i => Take($"holder-{i}", Large))];
        using CancellationTokenSource leaving = new();
        Task<IDisposable?> leaves = _memory.TakeAsync("leaves", Large, leaving.Token).AsTask();
        Task<IDisposable?> next = Take("next", Large);
        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(leaves);
        (await held[0])!.Dispose();
        (await next)!.Dispose();
        _memory.Used.ShouldBe(15 * Large);
    }

    private Task<IDisposable?> Take(string client, long bytes) => _memory.TakeAsync(client, bytes, Token).AsTask();

    private void Fill()
    {
        for (int i = 0; _memory.Used < Total; i++)
        {
            Take($"filler-{i}", Medium).IsCompleted.ShouldBeTrue();
        }
    }
}

using Tollama.Daemon.Memory;

namespace Tollama.Daemon.Tests.Memory;

public sealed class ByteBudgetTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_not_there_is_waited_for_in_order()
    {
        ByteBudget budget = new(100);
        IDisposable first = await budget.TakeAsync(80, Token);
        Task<IDisposable> second = budget.TakeAsync(60, Token).AsTask();
        Task<IDisposable> third = budget.TakeAsync(10, Token).AsTask();

        third.IsCompleted.ShouldBeFalse("a small one must not keep a large one waiting for ever");
        first.Dispose();
        (await second).Dispose();
        (await third).Dispose();
        budget.Used.ShouldBe(0);
    }

    [Fact]
    public async Task More_than_there_is_at_all_gets_all_of_it()
    {
        ByteBudget budget = new(100);
        IDisposable all = await budget.TakeAsync(1000, Token);
        budget.Used.ShouldBe(100);
        budget.TryTake(1).ShouldBeFalse();
        all.Dispose();
        budget.TryTake(100).ShouldBeTrue();
        budget.Return(100);
        budget.Used.ShouldBe(0);
    }

    [Fact]
    public async Task Who_stops_waiting_lets_the_next_one_through()
    {
        ByteBudget budget = new(100);
        using IDisposable held = await budget.TakeAsync(60, Token);
        using CancellationTokenSource leaving = new();
        Task<IDisposable> large = budget.TakeAsync(90, leaving.Token).AsTask();
        Task<IDisposable> small = budget.TakeAsync(40, Token).AsTask();
        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(large);
        (await small).Dispose();
        budget.Used.ShouldBe(60);
    }
}

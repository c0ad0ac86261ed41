using Tollama.Daemon.Memory;

namespace Tollama.Daemon.Tests.Memory;

public sealed class ByteBudgetTests
{
    [Fact]
    public void What_is_not_there_is_not_taken()
    {
        ByteBudget budget = new(100);
        budget.TryTake(80).ShouldBeTrue();
        budget.TryTake(30).ShouldBeFalse();
        budget.TryTake(20).ShouldBeTrue();
        budget.Used.ShouldBe(100);
        budget.Return(80);
        budget.TryTake(80).ShouldBeTrue();
    }
}

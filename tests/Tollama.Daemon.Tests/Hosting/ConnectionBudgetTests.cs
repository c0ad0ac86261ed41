using Tollama.Daemon.Hosting;

namespace Tollama.Daemon.Tests.Hosting;

public sealed class ConnectionBudgetTests
{
    [Theory]
    [InlineData(64L, 24)]
    [InlineData(1024L, 384)]
    [InlineData(4096L, 1920)]
    [InlineData(20_000L, 4096)]
    [InlineData(1L, 1)]
    public void Connections_leave_descriptors_for_everything_else(long descriptors, int connections)
    {
        ConnectionBudget budget = ConnectionBudget.Of(descriptors, asked: null);

        budget.Connections.ShouldBe(connections);
        (descriptors - (2 * budget.Connections)).ShouldBeGreaterThanOrEqualTo(Math.Min(descriptors / 4, 256) - 1);
    }

    [Fact]
    public void Without_a_limit_of_descriptors_there_is_one_of_connections() => ConnectionBudget.Of(null, null).ShouldBe(new ConnectionBudget(4096, null));

    [Theory]
    [InlineData(20_000L, null, null)]
    [InlineData(64L, null, "64 free descriptors allow 24 connections at once")]
    [InlineData(64L, 10, null)]
    [InlineData(64L, 1000, "TOLLAMA_MAX_CONNECTIONS=1000 is more than there can be: 64 free descriptors allow 24")]
    public void The_operator_is_told_when_descriptors_are_few(long descriptors, int? asked, string? said)
    {
        string? warning = ConnectionBudget.Of(descriptors, asked).Warning;

        (warning?.StartsWith(said ?? "?", StringComparison.Ordinal)).ShouldBe(said is null ? null : true);
        (warning?.Contains("ulimit -Hn", StringComparison.Ordinal)).ShouldBe(said is null ? null : true);
    }

    [Fact]
    public void What_the_operator_asks_for_holds_where_descriptors_allow_it() => ConnectionBudget.Of(20_000, 9000).Connections.ShouldBe(9000);
}

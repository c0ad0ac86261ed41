using Tollama.Core.Frequencies;
using Tollama.Numerics.Work;

namespace Tollama.Stats.Tests.Networks;

public sealed class NetworkShareTests
{
    private const int Context = 516;

    [Theory]
    [InlineData(120, "MS", 12)]
    [InlineData(200, "D", 7)]
    [InlineData(800, "D", 7, 365)]
    [InlineData(400, "h", 24)]
    [InlineData(299, "MS", 12)]
    [InlineData(120, "h", 24)]
    [InlineData(200, "W", 52)]
    [InlineData(80, "W")]
    [InlineData(300, "1", 52)]
    [InlineData(100, "B", 5, 20)]
    public void A_network_counts_where_it_sees_cycles(int length, string frequency, params int[] seasons) =>
        Share(length, frequency, Context, seasons).ShouldNotBeNull().Weight.ShouldBeInRange(0.01, 0.99);

    [Theory]
    [InlineData(40, "YS")]
    [InlineData(80, "QS", 4)]
    [InlineData(100, "B", 5)]
    [InlineData(300, "MS")]
    [InlineData(900, "30min", 48, 336)]
    [InlineData(900, "1", 48, 336)]
    [InlineData(900, "5min", 288)]
    [InlineData(200, "15min", 96)]
    [InlineData(900, "1", 365)]
    [InlineData(900, "1", 169)]
    [InlineData(300, "MS", 12)]
    [InlineData(119, "h", 24)]
    [InlineData(700, "h", 24, 168)]
    [InlineData(300, "1", 25)]
    [InlineData(23, "MS", 7)]
    [InlineData(20, "W")]
    public void It_does_not_count_elsewhere(int length, string frequency, params int[] seasons) =>
        Share(length, frequency, Context, seasons).ShouldBeNull();

    [Fact]
    public void A_shorter_context_holds_fewer_cycles()
    {
        Share(600, "h", 120, 24).ShouldNotBeNull();
        Share(600, "h", 119, 24).ShouldBeNull();
        Share(200, "MS", 36, 12).ShouldNotBeNull();
        Share(200, "MS", 35, 12).ShouldBeNull();
        Share(600, "W", 0).ShouldBeNull();
    }

    [Fact]
    public void The_share_falls_in_a_line_and_ends()
    {
        NetworkShare share = new(0.4, FullSteps: 10, LastStep: 14);

        double[] shares = [.. Enumerable.Range(9, 7).Select(share.At)];

        shares.ShouldBe([0.4, 0.4, 0.3, 0.2, 0.1, 0, 0], 1e-15);
    }

    private static NetworkShare? Share(int length, string frequency, int context, params int[] seasons)
    {
        double[] y = [.. Enumerable.Range(0, length).Select(index => 10 + Math.Sin(index))];
        History history = History.From(y, seasons, new Auto(), WorkMeter.Endless());
        return NetworkShare.For(history, NetworkSeriesKinds.Of(Frequency.Parse(frequency)), context);
    }
}

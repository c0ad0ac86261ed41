using Tollama.Core.Errors;
using Tollama.Daemon.Operations;

namespace Tollama.Daemon.Tests.Operations;

public sealed class SampleWorkTests
{
    [Theory]
    [InlineData(1, 4000, 1000)]
    [InlineData(100, 4000, 1000)]
    [InlineData(1, 1200, 10_000)]
    [InlineData(10_000, 365, 1000)]
    [InlineData(1, 10_000, 100)]
    public void What_ends_soon_is_drawn(int series, int horizon, int paths) => FaultsOf(series, horizon, paths).ShouldBeEmpty();

    [Theory]
    [InlineData(1, 4001, 1000, "1000 paths of 4001 steps are too much work, which grows as the square of the horizon: ask for 4000 steps at most, or leave out paths, sum and threshold")]
    [InlineData(1, 10_000, 10_000, "10000 paths of 10000 steps are too much work, which grows as the square of the horizon: ask for 1264 steps at most, or leave out paths, sum and threshold")]
    [InlineData(101, 4000, 1000, "1000 paths of 4000 steps for each of 101 series are too much work for one request, which grows as the square of the horizon: send 100 series at once, or ask for fewer steps")]
    public void What_takes_the_square_of_a_long_horizon_is_refused_with_what_is_possible(int series, int horizon, int paths, string message)
    {
        Fault fault = FaultsOf(series, horizon, paths).ShouldHaveSingleItem();

        (fault.Type, fault.Loc[^1], fault.Msg).ShouldBe(("limit", "horizon", message));
    }

    private static IReadOnlyList<Fault> FaultsOf(int series, int horizon, int paths)
    {
        FaultList faults = new();
        SampleWork.Check(series, horizon, paths, faults);
        return faults.Count == 0 ? [] : faults.ToException().Faults!;
    }
}

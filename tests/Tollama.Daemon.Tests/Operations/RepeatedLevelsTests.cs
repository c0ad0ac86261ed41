using Tollama.Core.Requests;
using Tollama.Core.Sampling;
using Tollama.Daemon.Operations;

namespace Tollama.Daemon.Tests.Operations;

public sealed class RepeatedLevelsTests
{
    [Fact]
    public void Levels_that_nobody_asked_for_are_not_told_of() => NoticeOf([0.1, 0.5, 0.9], level => Math.Clamp(level, 0.1, 0.9)).ShouldBeNull();

    [Fact]
    public void Levels_of_the_answer_that_repeat_the_outermost_one_are_told_of() =>
        NoticeOf([0.05, 0.5, 0.99], level => Math.Clamp(level, 0.1, 0.9)).ShouldBe("the model knows the quantiles from 0.1 to 0.9; the nearest of these stands in for 0.05 and 0.99");

    [Fact]
    public void A_constant_bounds_zeros_and_whole_numbers_repeat_without_that()
    {
        NoticeOf([0.05, 0.5], _ => 7).ShouldBeNull();
        NoticeOf([0.05, 0.5], level => Math.Max(0, level - 0.3)).ShouldBeNull();
        NoticeOf([0.05, 0.5], level => Math.Max(0.3, level), new SampleSettings { Lower = 0.3 }).ShouldBeNull();
        NoticeOf([0.05, 0.5], level => Math.Round(level * 3) + 1, new SampleSettings { Integer = true }).ShouldBeNull();
        NoticeOf([0.05, 0.5], level => level).ShouldBeNull();
    }

    private static string? NoticeOf(double[] answered, Func<double, double> quantile, SampleSettings? settings = null) => RepeatedLevels.NoticeOf(
        SampleLevels.With(answered).ToDictionary(QuantileLevel.KeyOf, level => new[] { quantile(level), quantile(level) }), answered, settings ?? new SampleSettings());
}

using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Tollama.Daemon.Runners;

namespace Tollama.Daemon.Tests.Runners;

public sealed class RestartPolicyTests
{
    private static readonly RunnerPolicy Policy = new();
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void The_first_start_waits_for_nothing()
    {
        RestartPolicy restarts = new(Policy, _time);

        restarts.DelayBeforeStart().ShouldBe(TimeSpan.Zero);
        restarts.RefusedFor().ShouldBeNull();
    }

    [Fact]
    public void Pauses_double_up_to_five_seconds()
    {
        RestartPolicy restarts = new(Policy with { BreakerFailures = 100 }, _time);
        List<double> pauses = [];
        for (int i = 0; i < 8; i++)
        {
            restarts.RecordCrash();
            pauses.Add(restarts.DelayBeforeStart().TotalSeconds);
            _time.Advance(restarts.DelayBeforeStart());
        }

        pauses.ShouldBe([0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 5, 5]);
    }

    [Fact]
    public void The_pause_counts_from_the_crash()
    {
        RestartPolicy restarts = new(Policy, _time);
        restarts.RecordCrash();

        _time.Advance(TimeSpan.FromMilliseconds(60));
        restarts.DelayBeforeStart().ShouldBe(TimeSpan.FromMilliseconds(40));
        _time.Advance(TimeSpan.FromSeconds(1));
        restarts.DelayBeforeStart().ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void A_long_quiet_time_makes_the_next_crash_the_first_one()
    {
        RestartPolicy restarts = new(Policy, _time);
        restarts.RecordCrash();
        restarts.RecordCrash();
        _time.Advance(Policy.BreakerWindow + TimeSpan.FromSeconds(1));

        restarts.RecordCrash();

        restarts.DelayBeforeStart().ShouldBe(Policy.BackoffMin);
        restarts.RefusedFor().ShouldBeNull();
    }

    [Fact]
    public void Three_crashes_within_the_window_open_the_breaker_for_its_pause()
    {
        RestartPolicy restarts = new(Policy, _time);
        for (int i = 0; i < 3; i++)
        {
            restarts.RefusedFor().ShouldBeNull();
            restarts.RecordCrash();
        }

        restarts.RefusedFor().ShouldBe(Policy.BreakerPause);
        _time.Advance(Policy.BreakerPause - TimeSpan.FromSeconds(1));
        restarts.RefusedFor().ShouldBe(TimeSpan.FromSeconds(1));
        _time.Advance(TimeSpan.FromSeconds(1));
        restarts.RefusedFor().ShouldBeNull();
        restarts.OnProbation.ShouldBeTrue();
    }

    [Fact]
    public void On_probation_one_crash_is_enough_and_one_answer_as_well()
    {
        RestartPolicy restarts = Open();
        restarts.RecordCrash();
        restarts.RefusedFor().ShouldBe(Policy.BreakerPause);
        _time.Advance(Policy.BreakerPause);

        restarts.RecordAnswer();
        restarts.RecordCrash();

        restarts.RefusedFor().ShouldBeNull();
    }

    [Fact]
    public void Crashes_further_apart_than_the_window_never_open_the_breaker() =>
        Gen.Int[15_001, 60_000].Array[3, 20].ForAll(gaps =>
        {
            FakeTimeProvider time = new();
            RestartPolicy restarts = new(Policy, time);
            foreach (int gap in gaps)
            {
                restarts.RecordCrash();
                restarts.RefusedFor().ShouldBeNull();
                time.Advance(TimeSpan.FromMilliseconds(gap));
            }
        });

    [Theory]
    [InlineData(-3600)]
    [InlineData(3600)]
    public void A_clock_that_is_set_changes_no_pause(int seconds)
    {
        ClockThatIsSet time = new();
        RestartPolicy restarts = new(Policy, time);
        restarts.RecordCrash();
        restarts.RecordCrash();

        time.SetBy += TimeSpan.FromSeconds(seconds);
        restarts.DelayBeforeStart().ShouldBe(2 * Policy.BackoffMin);
        restarts.RecordCrash();

        restarts.RefusedFor().ShouldBe(Policy.BreakerPause);
        restarts.OpenUntil().ShouldBe(time.GetUtcNow() + Policy.BreakerPause);
        time.SetBy += TimeSpan.FromSeconds(seconds);
        restarts.RefusedFor().ShouldBe(Policy.BreakerPause);
    }

    private RestartPolicy Open()
    {
        RestartPolicy restarts = new(Policy, _time);
        for (int i = 0; i < 3; i++)
        {
            restarts.RecordCrash();
        }

        _time.Advance(Policy.BreakerPause);
        return restarts;
    }

    /// <summary>A machine on which somebody sets the clock: the time that passes is another thing.</summary>
    private sealed class ClockThatIsSet : FakeTimeProvider
    {
        public TimeSpan SetBy { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + SetBy;

        public override long GetTimestamp() => base.GetUtcNow().Ticks;
    }
}

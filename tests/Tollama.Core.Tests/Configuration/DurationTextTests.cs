using CsCheck;
using Tollama.Core.Configuration;

namespace Tollama.Core.Tests.Configuration;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("30", 30)]
    [InlineData("1.5", 1.5)]
    [InlineData("5m", 300)]
    [InlineData("1.5h", 5400)]
    [InlineData("1h30m", 5400)]
    [InlineData("300ms", 0.3)]
    [InlineData("2d", 172800)]
    [InlineData(" 45S ", 45)]
    [InlineData("1000000ns", 0.001)]
    public void Durations_are_read_in_both_grammars(string text, double seconds)
    {
        DurationText.TryParse(text, out TimeSpan duration).ShouldBeTrue();
        duration.ShouldBe(TimeSpan.FromSeconds(seconds));
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("-1m")]
    [InlineData("-0.5h")]
    public void A_negative_duration_has_no_end(string text)
    {
        DurationText.TryParse(text, out TimeSpan duration).ShouldBeTrue();
        duration.ShouldBe(Timeout.InfiniteTimeSpan);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("abc")]
    [InlineData("5x")]
    [InlineData("m")]
    [InlineData("1h30")]
    [InlineData("--1")]
    [InlineData("1 h")]
    [InlineData("1.2.3s")]
    public void Other_texts_are_refused(string? text) => DurationText.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void A_wait_is_one_that_a_timer_takes()
    {
        DurationText.AsWait(TimeSpan.FromDays(1000)).ShouldBe(DurationText.LongestWait);
        DurationText.AsWait(Timeout.InfiniteTimeSpan).ShouldBe(DurationText.LongestWait);
        DurationText.AsWait(TimeSpan.FromSeconds(3)).ShouldBe(TimeSpan.FromSeconds(3));
        using CancellationTokenSource source = new(DurationText.LongestWait);
        DurationText.LongestWait.TotalMilliseconds.ShouldBeLessThanOrEqualTo(int.MaxValue, "some waits count milliseconds in 32 bits");
    }

    [Fact]
    public void A_text_longer_than_any_duration_is_none() =>
        DurationText.TryParse(string.Concat(Enumerable.Repeat("1s", 100)), out _).ShouldBeFalse();

    [Fact]
    public void Hours_minutes_and_seconds_add_up() =>
        Gen.Select(Gen.Int[0, 99], Gen.Int[0, 59], Gen.Int[0, 59]).ForAll((hours, minutes, seconds) =>
        {
            DurationText.TryParse($"{hours}h{minutes}m{seconds}s", out TimeSpan duration).ShouldBeTrue();
            duration.ShouldBe(new TimeSpan(hours, minutes, seconds));
        });

    [Fact]
    public void No_text_makes_it_throw() => Gen.String.ForAll(text => Should.NotThrow(() => { _ = DurationText.TryParse(text, out _); }));
}

using CsCheck;
using Tollama.Cli.Wording;

namespace Tollama.Cli.Tests.Wording;

public sealed class WordingTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1000, "1 KB")]
    [InlineData(1550, "1.5 KB")]
    [InlineData(4_700_000_000, "4.7 GB")]
    [InlineData(9_990_000_000, "9.9 GB")]
    [InlineData(18_400_000_000, "18 GB")]
    [InlineData(2_000_000_000_000_000, "2 PB")]
    public void Sizes_are_decimal_with_one_decimal_below_ten(long bytes, string text) => ByteSize.Format(bytes).ShouldBe(text);

    [Theory]
    [InlineData("2026-03-01T12:00:00Z", "Less than a second ago")]
    [InlineData("2026-03-01T11:59:59Z", "1 second ago")]
    [InlineData("2026-03-01T11:59:18Z", "42 seconds ago")]
    [InlineData("2026-03-01T11:58:30Z", "About a minute ago")]
    [InlineData("2026-03-01T12:04:10Z", "4 minutes from now")]
    [InlineData("2026-03-01T11:00:00Z", "About an hour ago")]
    [InlineData("2026-02-28T12:00:00Z", "24 hours ago")]
    [InlineData("2026-02-26T12:00:00+01:00", "3 days ago")]
    [InlineData("2026-02-08T12:00:00Z", "3 weeks ago")]
    [InlineData("2025-12-01T12:00:00Z", "3 months ago")]
    [InlineData("2020-12-01T12:00:00Z", "5 years ago")]
    [InlineData("2318-06-01T12:00:00Z", "Forever")]
    [InlineData("soon", "soon")]
    public void Moments_are_seen_from_now(string moment, string text) => RelativeTime.Format(moment, Now).ShouldBe(text);

    [Theory]
    [InlineData("80,95", new[] { 0.025, 0.1, 0.5, 0.9, 0.975 })]
    [InlineData("90%", new[] { 0.05, 0.5, 0.95 })]
    public void Intervals_become_levels_and_the_median(string text, double[] levels) => QuantileText.ParseIntervals(text).ShouldBe(levels);

    [Theory]
    [InlineData("0.9, 0.1;0.5", new[] { 0.1, 0.5, 0.9 })]
    [InlineData("0.1 0.1", new[] { 0.1 })]
    public void Levels_are_sorted_and_unique(string text, double[] levels) => QuantileText.ParseLevels(text).ShouldBe(levels);

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    [InlineData("0.5,1.5")]
    [InlineData("NaN")]
    [InlineData("abc")]
    [InlineData("")]
    public void Wrong_levels_are_a_usage_error(string text) =>
        Should.Throw<CliException>(() => QuantileText.ParseLevels(text)).ExitCode.ShouldBe(ExitCodes.Usage);

    [Theory]
    [InlineData("0")]
    [InlineData("100")]
    [InlineData("-80")]
    [InlineData("eighty")]
    public void Wrong_intervals_are_a_usage_error(string text) =>
        Should.Throw<CliException>(() => QuantileText.ParseIntervals(text)).ExitCode.ShouldBe(ExitCodes.Usage);

    [Fact]
    public void Intervals_are_symmetric_levels_in_range() =>
        Gen.Int[1, 99].ForAll(percent =>
        {
            IReadOnlyList<double> levels = QuantileText.ParseIntervals($"{percent}");
            levels.Count.ShouldBe(3);
            levels.ShouldAllBe(level => level > 0 && level < 1);
            (levels[0] + levels[2]).ShouldBe(1, 1e-12);
        });

    [Theory]
    [InlineData(new[] { 451.23, 417.9 }, "451.2", "417.9")]
    [InlineData(new[] { 0.51, -0.02 }, "0.5100", "-0.0200")]
    [InlineData(new[] { 123456.7, 1.0 }, "123457", "1")]
    [InlineData(new[] { 1e-9, double.NaN }, "1E-09", "-")]
    public void Numbers_of_a_table_share_their_decimals(double[] values, string first, string second)
    {
        NumberText text = new(values);
        text.Format(values[0]).ShouldBe(first);
        text.Format(values[1]).ShouldBe(second);
    }

    [Fact]
    public void Midnight_is_left_out_only_when_all_stamps_have_it()
    {
        new DateText(["2025-01-01T00:00:00Z", "2025-01-02T00:00:00Z"]).Format("2025-01-01T00:00:00Z").ShouldBe("2025-01-01");
        new DateText(["2025-01-01T00:00:00", "2025-01-01T06:00:00"]).Format("2025-01-01T00:00:00").ShouldBe("2025-01-01T00:00:00");
    }
}

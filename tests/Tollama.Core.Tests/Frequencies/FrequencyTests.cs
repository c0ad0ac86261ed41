using Tollama.Core.Errors;
using Tollama.Core.Frequencies;

namespace Tollama.Core.Tests.Frequencies;

public sealed class FrequencyTests
{
    [Theory]
    [InlineData("H", "h")]
    [InlineData("h", "h")]
    [InlineData("BH", "bh")]
    [InlineData("cbh", "bh")]
    [InlineData("CBH", "bh")]
    [InlineData("T", "min")]
    [InlineData("min", "min")]
    [InlineData("S", "s")]
    [InlineData("L", "ms")]
    [InlineData("U", "us")]
    [InlineData("N", "ns")]
    [InlineData("M", "ME")]
    [InlineData("ME", "ME")]
    [InlineData("MS", "MS")]
    [InlineData("Q", "QE-DEC")]
    [InlineData("QE", "QE-DEC")]
    [InlineData("QS", "QS-JAN")]
    [InlineData("A", "YE-DEC")]
    [InlineData("Y", "YE-DEC")]
    [InlineData("YE", "YE-DEC")]
    [InlineData("AS", "YS-JAN")]
    [InlineData("YS", "YS-JAN")]
    [InlineData("BM", "BME")]
    [InlineData("BMS", "BMS")]
    [InlineData("BQ", "BQE-DEC")]
    [InlineData("BQS", "BQS-JAN")]
    [InlineData("BA", "BYE-DEC")]
    [InlineData("BY", "BYE-DEC")]
    [InlineData("BYE", "BYE-DEC")]
    [InlineData("BAS", "BYS-JAN")]
    [InlineData("BYS", "BYS-JAN")]
    [InlineData("CBM", "BME")]
    [InlineData("CBMS", "BMS")]
    [InlineData("SM", "SME")]
    [InlineData("SMS", "SMS")]
    [InlineData("W", "W-SUN")]
    [InlineData("D", "D")]
    [InlineData("B", "B")]
    [InlineData("C", "B")]
    [InlineData("W-WED", "W-WED")]
    [InlineData("Q-MAR", "QE-MAR")]
    [InlineData("QS-OCT", "QS-OCT")]
    [InlineData("YS-APR", "YS-APR")]
    [InlineData("A-JUN", "YE-JUN")]
    [InlineData("w-mon", "W-MON")]
    [InlineData("15min", "15min")]
    [InlineData("15T", "15min")]
    [InlineData("2h", "2h")]
    [InlineData("1h30min", "90min")]
    [InlineData("1.5h", "90min")]
    [InlineData("60min", "h")]
    [InlineData("24h", "24h")]
    [InlineData("1D12h", "36h")]
    [InlineData("2W-MON", "2W-MON")]
    [InlineData("3M", "3ME")]
    [InlineData("100ms", "100ms")]
    public void Pandas_aliases_old_and_new_are_read(string text, string name) => Frequency.Parse(text).Name.ShouldBe(name);

    [Theory]
    [InlineData("1mo", "MS")]
    [InlineData("1q", "QS-JAN")]
    [InlineData("1y", "YS-JAN")]
    [InlineData("1w", "W-MON")]
    [InlineData("1d", "D")]
    [InlineData("1h", "h")]
    [InlineData("15m", "15min")]
    [InlineData("15M", "15ME")]
    [InlineData("1s", "s")]
    [InlineData("500ms", "500ms")]
    [InlineData("1h30m", "90min")]
    [InlineData("PT15M", "15min")]
    [InlineData("P1M", "MS")]
    [InlineData("P3M", "QS-JAN")]
    [InlineData("P1Y", "YS-JAN")]
    [InlineData("P12M", "YS-JAN")]
    [InlineData("P7D", "7D")]
    [InlineData("P1W", "W-MON")]
    [InlineData("PT1H", "h")]
    [InlineData("PT0.5S", "500ms")]
    [InlineData("P1DT12H", "36h")]
    [InlineData("hourly", "h")]
    [InlineData("Daily", "D")]
    [InlineData("weekly", "W-SUN")]
    [InlineData("MONTHLY", "MS")]
    [InlineData("quarterly", "QS-JAN")]
    [InlineData("yearly", "YS-JAN")]
    [InlineData("annual", "YS-JAN")]
    [InlineData("business daily", "B")]
    [InlineData("business-day", "B")]
    [InlineData("minutely", "min")]
    [InlineData("secondly", "s")]
    [InlineData("half-hourly", "30min")]
    [InlineData("15 minutes", "15min")]
    [InlineData("2 weeks", "2W-SUN")]
    [InlineData(" D ", "D")]
    [InlineData("1", "1")]
    [InlineData("12", "12")]
    public void Polars_durations_words_and_numbers_are_read(string text, string name) => Frequency.Parse(text).Name.ShouldBe(name);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("auto")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("-2h")]
    [InlineData("0D")]
    [InlineData("0.5D")]
    [InlineData("1.5M")]
    [InlineData("2h-MON")]
    [InlineData("W-XXX")]
    [InlineData("QE-SUN")]
    [InlineData("M-JAN")]
    [InlineData("W-")]
    [InlineData("1h2M")]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("P1M2D")]
    [InlineData("PT1M1H")]
    [InlineData("P-1D")]
    [InlineData("P1.5M")]
    [InlineData("P0D")]
    [InlineData("WOM-2FRI")]
    [InlineData("fortnight of doom")]
    [InlineData("1..5h")]
    [InlineData("99999999999999999999h")]
    [InlineData("99999999999W")]
    [InlineData("2000000000Y")]
    [InlineData("2000000000h")]
    [InlineData("P99999D99999H")]
    [InlineData("h h h h h h h h h h h h h h h h h h h h h h h h h h h h h h h h h h h h h")]
    public void What_is_no_frequency_is_refused(string? text)
    {
        Frequency.TryParse(text, out Frequency? frequency).ShouldBeFalse();
        frequency.ShouldBeNull();
    }

    [Fact]
    public void Parse_names_the_text_and_gives_examples()
    {
        TollamaException error = Should.Throw<TollamaException>(() => Frequency.Parse("fornightly"));

        error.Code.ShouldBe(ErrorCode.InvalidRequest);
        error.Message.ShouldContain("fornightly");
        error.Hint!.ShouldContain("15min");
    }

    [Theory]
    [InlineData("YE", 1, new int[0])]
    [InlineData("QE", 4, new[] { 4 })]
    [InlineData("MS", 12, new[] { 12 })]
    [InlineData("3ME", 4, new[] { 4 })]
    [InlineData("5ME", 1, new int[0])]
    [InlineData("SME", 24, new[] { 24 })]
    [InlineData("W", 52, new[] { 52 })]
    [InlineData("7D", 52, new[] { 52 })]
    [InlineData("D", 7, new[] { 7, 365 })]
    [InlineData("24h", 7, new[] { 7, 365 })]
    [InlineData("B", 5, new[] { 5, 260 })]
    [InlineData("bh", 8, new[] { 8, 40 })]
    [InlineData("h", 24, new[] { 24, 168 })]
    [InlineData("2h", 12, new[] { 12, 84 })]
    [InlineData("15min", 96, new[] { 96, 672 })]
    [InlineData("min", 1440, new[] { 1440, 10_080 })]
    [InlineData("s", 60, new[] { 60, 3600, 86_400 })]
    [InlineData("ms", 1, new int[0])]
    [InlineData("7min", 1440, new[] { 206, 1440 })]
    [InlineData("25min", 288, new[] { 58, 288 })]
    [InlineData("50min", 144, new[] { 29, 144 })]
    [InlineData("100min", 72, new[] { 72 })]
    [InlineData("5h", 24, new[] { 24 })]
    [InlineData("9h", 8, new[] { 8 })]
    [InlineData("10h", 12, new[] { 12 })]
    [InlineData("36h", 2, new[] { 2 })]
    [InlineData("1", 1, new int[0])]
    public void Seasons_follow_the_table(string text, int season, int[] candidates)
    {
        Frequency frequency = Frequency.Parse(text);

        frequency.SeasonLength.ShouldBe(season);
        frequency.SeasonLengths.ShouldBe(candidates);
    }

    [Theory]
    [InlineData("dayly", "'dayly' is not a frequency; did you mean 'daily'?")]
    [InlineData("mothly", "did you mean 'monthly'?")]
    [InlineData("15minuts", "did you mean '15minute'?")]
    [InlineData("qzx", "send e.g. D, W")]
    [InlineData("", "send e.g. D, W")]
    public void What_is_no_frequency_is_told_with_the_nearest(string text, string says) => Frequency.FaultOf(text)!.ShouldContain(says);

    [Fact]
    public void A_frequency_has_no_fault() => Frequency.FaultOf("monthly").ShouldBeNull();

    [Fact]
    public void Equal_names_are_equal_frequencies()
    {
        Frequency.Parse("60min").ShouldBe(Frequency.Parse("PT1H"));
        Frequency.Parse("M").ShouldNotBe(Frequency.Parse("MS"));
    }

    [Theory]
    [InlineData("h", true)]
    [InlineData("bh", true)]
    [InlineData("100ms", true)]
    [InlineData("D", false)]
    [InlineData("MS", false)]
    [InlineData("1", false)]
    public void Clock_units_are_sub_daily(string text, bool subDaily) => Frequency.Parse(text).IsSubDaily.ShouldBe(subDaily);
}

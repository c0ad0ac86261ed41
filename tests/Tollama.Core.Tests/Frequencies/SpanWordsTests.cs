using Tollama.Core.Frequencies;

namespace Tollama.Core.Tests.Frequencies;

public sealed class SpanWordsTests
{
    [Theory]
    [InlineData("D", "one day")]
    [InlineData("3D", "3 days")]
    [InlineData("P1D", "one day")]
    [InlineData("15min", "15 minutes")]
    [InlineData("90min", "90 minutes")]
    [InlineData("h", "one hour")]
    [InlineData("MS", "one month")]
    [InlineData("ME", "one month")]
    [InlineData("W-WED", "one week")]
    [InlineData("2W", "2 weeks")]
    [InlineData("QE-MAR", "one quarter")]
    [InlineData("YS", "one year")]
    [InlineData("SMS", "half a month")]
    [InlineData("B", "one working day")]
    [InlineData("bh", "one working hour")]
    [InlineData("s", "one second")]
    [InlineData("7033ms", "7.033 seconds")]
    [InlineData("100ms", "100 ms")]
    [InlineData("33333333ns", "33 ms")]
    [InlineData("16666667ns", "17 ms")]
    [InlineData("3333333ns", "3.3 ms")]
    [InlineData("12500us", "12.5 ms")]
    [InlineData("50us", "50 µs")]
    [InlineData("1", "one position")]
    [InlineData("D[Mon-Sat]", "one day (Mon-Sat)")]
    [InlineData("MS[4-4-5]", "one month (4-4-5)")]
    public void Steps_are_worded(string name, string words) => Assert.Equal(words, Frequency.Parse(name).Words);

    [Theory]
    [InlineData("33333333ns", "33.333333ms")]
    [InlineData("16666667ns", "16.666667ms")]
    [InlineData("50us", "50us")]
    [InlineData("15min", "15min")]
    [InlineData("D[Mon-Sat]", "D[Mon-Sat]")]
    public void What_is_typed_is_the_same_step(string name, string typed)
    {
        Frequency frequency = Frequency.Parse(name);
        Assert.Equal(typed, frequency.Typed);
        Assert.Equal(frequency, Frequency.Parse(typed));
    }

    [Theory]
    [InlineData("1.00:00:00", "one day")]
    [InlineData("8.00:00:00", "8 days")]
    [InlineData("1.00:16:14", "one day 16 minutes")]
    [InlineData("1.23:22:12", "one day 23 hours")]
    [InlineData("1.00:59:50", "one day one hour")]
    [InlineData("00:59:59.9", "one hour")]
    [InlineData("23:59:50", "one day")]
    [InlineData("01:40:12", "one hour 40 minutes")]
    [InlineData("00:01:05", "one minute 5 seconds")]
    [InlineData("00:00:59", "59 seconds")]
    [InlineData("00:00:01.5", "1.5 seconds")]
    [InlineData("00:00:00.0333333", "33 ms")]
    [InlineData("00:00:00", "0 ms")]
    [InlineData("-01:00:00", "minus one hour")]
    public void Spans_are_worded(string span, string words) => Assert.Equal(words, SpanWords.Of(TimeSpan.Parse(span, System.Globalization.CultureInfo.InvariantCulture)));
}

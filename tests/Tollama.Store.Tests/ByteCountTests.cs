using System.Globalization;
using CsCheck;

namespace Tollama.Store.Tests;

public sealed class ByteCountTests
{
    [Theory]
    [InlineData("1", 1)]
    [InlineData("1048576", 1_048_576)]
    [InlineData("500KB", 500_000)]
    [InlineData("2MB", 2_000_000)]
    [InlineData("2 mb", 2_000_000)]
    [InlineData(" 3GB ", 3_000_000_000)]
    [InlineData("1KiB", 1024)]
    [InlineData("1.5MiB", 1_572_864)]
    [InlineData("1GiB", 1_073_741_824)]
    [InlineData("1k", 1024)]
    [InlineData("1M", 1_048_576)]
    [InlineData("1G", 1_073_741_824)]
    [InlineData("7B", 7)]
    [InlineData(".5KB", 500)]
    [InlineData("1.9", 1)]
    [InlineData("9007199254740992B", 0)]
    [InlineData("9007199254740991", 9_007_199_254_740_991)]
    [InlineData("8388607GiB", 9_007_198_180_999_168)]
    public void A_size_is_read(string text, long bytes)
    {
        ByteCount.TryParse(text, out long read).ShouldBe(bytes > 0);
        read.ShouldBe(bytes);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("MB")]
    [InlineData("0")]
    [InlineData("0.5")]
    [InlineData("0.0001KB")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("1e3")]
    [InlineData("1,000")]
    [InlineData("0x10")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1TB")]
    [InlineData("1 M B")]
    [InlineData("1MBMB")]
    [InlineData("٣MB")]
    [InlineData("8388609GiB")]
    [InlineData("99999999999999999999999999999999999999GB")]
    public void What_is_no_size_is_not(string text)
    {
        ByteCount.TryParse(text, out long read).ShouldBeFalse();
        read.ShouldBe(0);
    }

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1000, "1.0 KB")]
    [InlineData(86_088, "86.1 KB")]
    [InlineData(999_949, "999.9 KB")]
    [InlineData(999_950, "1.0 MB")]
    [InlineData(34_600_000, "34.6 MB")]
    [InlineData(999_949_999, "999.9 MB")]
    [InlineData(999_950_000, "1.0 GB")]
    [InlineData(1_500_000_000_000, "1500.0 GB")]
    public void A_size_is_shown_in_decimal_units(long bytes, string text) => ByteCount.Format(bytes).ShouldBe(text);

    [Fact]
    public void Whatever_is_written_the_answer_is_a_size_in_range_or_none() => Gen.String[Gen.Char["0123456789.,+-eEkKmMgGiIbB \tı"], 0, 40].ForAll(
        text =>
        {
            bool isSize = ByteCount.TryParse(text, out long bytes);
            (isSize ? bytes is >= 1 and <= 1L << 53 : bytes == 0).ShouldBeTrue(text);
        },
        cases: 20_000);

    [Fact]
    public void A_number_of_bytes_is_itself() => Gen.Long[1, (1L << 53) - 1].ForAll(
        bytes =>
        {
            ByteCount.TryParse(bytes.ToString(CultureInfo.InvariantCulture), out long read).ShouldBeTrue();
            read.ShouldBe(bytes);
        },
        cases: 2000);
}

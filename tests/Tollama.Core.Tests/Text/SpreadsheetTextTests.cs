using CsCheck;
using Tollama.Core.Text;

namespace Tollama.Core.Tests.Text;

public sealed class SpreadsheetTextTests
{
    [Theory]
    [InlineData("=cmd|' /C calc'!A0")]
    [InlineData("+1+1")]
    [InlineData("-2+3+cmd")]
    [InlineData("-")]
    [InlineData("@SUM(1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData("＝1")]
    [InlineData("'=already")]
    [InlineData("\0=1")]
    [InlineData("\uFEFF=1")]
    [InlineData("  =1")]
    [InlineData("\u00A0=1")]
    [InlineData("\u200B@SUM(1)")]
    [InlineData("\u0001\u0002+1+1")]
    [InlineData("' =already")]
    public void A_formula_is_marked_as_a_text_and_read_back_as_it_was(string text)
    {
        SpreadsheetText.Marked(text).ShouldBe("'" + text);
        SpreadsheetText.Unmarked("'" + text).ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("store-1")]
    [InlineData("a=b")]
    [InlineData("-5")]
    [InlineData("+1.5")]
    [InlineData("-1e-7")]
    [InlineData(" -5")]
    [InlineData(" store")]
    [InlineData("\uFEFF")]
    [InlineData("'quoted'")]
    [InlineData("'tis")]
    [InlineData("2025-01-01")]
    public void Numbers_and_other_texts_stay_as_they_are(string text)
    {
        SpreadsheetText.Marked(text).ShouldBe(text);
        SpreadsheetText.Unmarked(text).ToString().ShouldBe(text);
    }

    [Fact]
    public void Whatever_is_marked_comes_back() =>
        Gen.String[Gen.Char["'=-1.ea\t \0\uFEFF"], 0, 6].ForAll(text => SpreadsheetText.Unmarked(SpreadsheetText.Marked(text)).ToString().ShouldBe(text));
}

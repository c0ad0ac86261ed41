using System.Text.Json;
using CsCheck;
using Tollama.Core.Text;

namespace Tollama.Core.Tests.Text;

public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("\u001b]0;owned\u0007\u001b[2J", "\\u001B]0;owned\\u0007\\u001B[2J")]
    [InlineData("a\u009b2Jb\u007f", "a\\u009B2Jb\\u007F")]
    [InlineData("\u202Egnp.exe\u202C", "\\u202Egnp.exe\\u202C")]
    [InlineData("\u2066x\u2069", "\\u2066x\\u2069")]
    [InlineData("a\u2028b\u2029c", "a\\u2028b\\u2029c")]
    [InlineData("over\rwritten", "over\\u000Dwritten")]
    [InlineData("one\r\ntwo\n\tthree", "one\ntwo\n\tthree")]
    [InlineData("Größe 価格 🙂 \u200Ffamily 👨‍👩‍👧", "Größe 価格 🙂 \u200Ffamily 👨‍👩‍👧")]
    public void Lines_show_what_a_terminal_would_obey(string text, string shown) => VisibleText.Lines(text).ShouldBe(shown);

    [Fact]
    public void One_line_stays_one() => VisibleText.OneLine("a\nb\r\nc\td\re\u001bf").ShouldBe("a b c d e\\u001Bf");

    [Fact]
    public void Nothing_hidden_is_left_in_any_text_and_a_second_time_changes_nothing() => Gen.String.ForAll(text =>
    {
        string lines = VisibleText.Lines(text);
        lines.Where(VisibleText.IsHidden).ShouldAllBe(character => character == '\n' || character == '\t');
        VisibleText.OneLine(text).Any(VisibleText.IsHidden).ShouldBeFalse();
        VisibleText.Lines(lines).ShouldBe(lines);
    });

    [Fact]
    public void A_json_document_stays_the_same_document() =>
        JsonDocument.Parse(VisibleText.Lines("{\"id\":\"\u202Ea\u2028b\u007f\u0085\"}")).RootElement.GetProperty("id").GetString().ShouldBe("\u202Ea\u2028b\u007f\u0085");
}

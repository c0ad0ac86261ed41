using Tollama.Core.Errors;

namespace Tollama.Core.Tests.Errors;

public sealed class FaultListTests
{
    [Fact]
    public void A_message_past_the_end_of_the_list_is_not_put_together()
    {
        FaultList faults = new();
        int asked = 0;
        string Said()
        {
            asked++;
            return "x";
        }

        for (int i = 0; i < 200; i++)
        {
            faults.Add("value", ["a"], $"{Said()} is wrong");
        }

        (faults.Count, faults.Items.Count, faults.IsFull, asked).ShouldBe((200, 50, true, 50));
        faults.Items[0].Msg.ShouldBe("x is wrong");
        faults.ToException().Message.ShouldEndWith("(and 199 more faults)");
    }

    [Fact]
    public void Numbers_are_written_as_in_every_country_and_texts_are_shortened()
    {
        FaultList faults = new();
        faults.Add("value", [new string('l', 200)], $"{1234.5} {new string('m', 200)} {(string?)null}|", new string('i', 200));
        Fault fault = faults.Items.ShouldHaveSingleItem();
        fault.Msg.ShouldBe($"1234.5 {new string('m', 80)}… |");
        fault.Loc.ShouldBe(["body", new string('l', 80) + "…"]);
        fault.Input.ShouldBe(new string('i', 80) + "…");
    }

    [Theory]
    [InlineData("", 3, "")]
    [InlineData("abc", 3, "abc")]
    [InlineData("abcd", 3, "abc…")]
    [InlineData("ab\ud83d\ude00", 3, "ab…")]
    public void An_excerpt_cuts_no_character_in_half(string text, int length, string shown) => Excerpt.Of(text, length).ShouldBe(shown);

    [Fact]
    public void A_long_list_says_how_many_more_there_are()
    {
        Excerpt.List(["a", "b"], 2).ShouldBe("a, b");
        Excerpt.List(["a", "b", "c", "d"], 2).ShouldBe("a, b … and 2 more");
    }

    [Fact]
    public void Warnings_past_the_end_are_counted()
    {
        WarningList warnings = new();
        warnings.AddRange(Enumerable.Range(0, 51).Select(number => $"w{number}"));
        warnings.Items.Count.ShouldBe(51);
        warnings.Items[^1].ShouldBe("… and 1 more warning");
        warnings.Add(new string('x', 10_000));
        (warnings.Count, warnings.Items[^1]).ShouldBe((52, "… and 2 more warnings"));
        WarningList whole = new();
        whole.Add(new string('x', 10_000));
        whole.Items.ShouldHaveSingleItem().Length.ShouldBe(1001);
    }

    [Fact]
    public void A_name_is_looked_for_among_so_many_candidates_only()
    {
        int seen = 0;
        IEnumerable<string> Candidates()
        {
            for (; ; seen++)
            {
                yield return $"horizo{(char)('a' + (seen % 26))}{seen}";
            }
        }

        NearestName.Best("horizon", Candidates()).ShouldNotBeNull();
        seen.ShouldBeLessThan(1001);
    }
}

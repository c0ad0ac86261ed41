using System.Text;
using CsCheck;
using Tollama.Daemon.Runners;

namespace Tollama.Daemon.Tests.Runners;

public sealed class StderrRingTests
{
    [Fact]
    public void The_tail_is_the_last_lines_and_the_one_that_has_no_end_yet()
    {
        StderrRing ring = new(3);

        ring.Append("one\ntwo\r\n\nthree\nfour\nfi"u8);
        ring.Append("ve"u8);

        ring.Tail(10).ShouldBe("two | three | four | five");
        ring.Tail(2).ShouldBe("four | five");
    }

    [Fact]
    public void A_line_without_end_is_cut_instead_of_kept()
    {
        StderrRing ring = new(3);
        byte[] chunk = new byte[10_000];
        Array.Fill(chunk, (byte)'x');

        for (int i = 0; i < 100; i++)
        {
            ring.Append(chunk);
        }

        ring.Tail(1).Length.ShouldBe(1000);
    }

    [Fact]
    public void A_silent_process_has_an_empty_tail() => new StderrRing(3).Tail(10).ShouldBeEmpty();

    [Fact]
    public void How_the_pipe_cuts_the_text_does_not_matter() =>
        Gen.Select(Gen.String[Gen.Char["ab\nü"], 0, 60].Array[0, 5], Gen.Int[1, 7]).ForAll((texts, size) =>
        {
            byte[] bytes = Encoding.UTF8.GetBytes(string.Concat(texts));
            List<string> whole = [];
            List<string> pieces = [];
            new StderrRing(5, whole.Add).Append(bytes);
            StderrRing ring = new(5, pieces.Add);
            foreach (byte[] chunk in bytes.Chunk(size))
            {
                ring.Append(chunk);
            }

            pieces.ShouldBe(whole);
        });
}

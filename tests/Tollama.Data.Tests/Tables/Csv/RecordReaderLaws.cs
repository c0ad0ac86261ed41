using CsCheck;
using Tollama.Core.Errors;
using Tollama.Data.Tables.Csv;

namespace Tollama.Data.Tests.Tables.Csv;

/// <summary>A text without quotation marks is cut into the same records by the reader of such texts and by that of all texts.</summary>
public sealed class RecordReaderLaws
{
    // A text has one kind of ends: where it has several, the reader of all texts counts some of its lines twice.
    private static readonly Gen<string> Texts = Gen.Select(
        Gen.OneOf("a", "12.5", "2024-01-01", " ", "é", "日", ",", ",", ",,", ";", "|", "|", "||", "#", "a longer cell of some words").Array[0, 60],
        Gen.OneOf("\n", "\r\n"),
        (parts, end) => string.Concat(parts).Replace("|", end, StringComparison.Ordinal));

    [Fact]
    public void Short_texts_are_cut_alike() => Texts.ForAll(text => Records(Plain(text)).ShouldBe(Records(Quoted(text)), Escaped(text)), cases: 5_000);

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Records_lie_across_pieces_of_the_text(string end)
    {
        foreach (int length in (int[])[1, 7, 31, 1000, 9000])
        {
            string text = string.Concat(Enumerable.Range(0, 100_000 / length).Select(row => $"{new string('x', length + (row % 3))},{row},{end}"));
            Records(Plain(text)).ShouldBe(Records(Quoted(text)));

            // The last line has no end, wherever it ends.
            for (int cut = 0; cut < 40; cut++)
            {
                Records(Plain(text[..^cut])).Count.ShouldBe(Records(Quoted(text[..^cut])).Count);
            }
        }
    }

    [Fact]
    public void A_record_that_is_too_long_is_refused_alike()
    {
        string text = "a,b\n" + new string('1', 50_000) + "\n";
        TollamaException plain = Should.Throw<TollamaException>(() => Records(Plain(text, 20_000)));
        TollamaException quoted = Should.Throw<TollamaException>(() => Records(Quoted(text, 20_000)));
        (plain.Message, plain.Hint).ShouldBe((quoted.Message, quoted.Hint));
        Records(Plain(text, 60_000)).Count.ShouldBe(2);
    }

    [Fact]
    public void A_text_without_any_end_takes_no_more_memory_than_a_row_may()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        using PlainRecords records = new(new EndlessReader(), ',', 100_000);
        Should.Throw<TollamaException>(() => records.Read(1)).Message.ShouldContain("more than 100000 characters");
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(3_000_000);
    }

    private static PlainRecords Plain(string text, int maxLength = 1_000_000) => new(new StringReader(text), ',', maxLength);

    private static QuotedRecords Quoted(string text, int maxLength = 1_000_000) => new(new StringReader(text), ',', maxLength, line: 1);

    private static string Escaped(string text) => text.Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal);

    /// <summary>Each record with its cells and its lines; blank ones are passed over by whoever reads them.</summary>
    private static List<string> Records(RecordReader reader)
    {
        using (reader)
        {
            List<string> records = [];
            int line = 1;
            while (reader.Read(line))
            {
                string[] fields = [.. Enumerable.Range(0, reader.FieldCount).Select(index => reader.Field(index).ToString())];
                if (Array.Exists(fields, field => field.Length > 0))
                {
                    records.Add($"{line}: {string.Join('|', fields)} <{reader.Record}>");
                }

                line += reader.LineEnds;
            }

            return records;
        }
    }

    private sealed class EndlessReader : TextReader
    {
        public override int Read(char[] buffer, int index, int count)
        {
            buffer.AsSpan(index, count).Fill('x');
            return count;
        }
    }
}

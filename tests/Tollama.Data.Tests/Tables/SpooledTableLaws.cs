using System.Text;
using CsCheck;
using Tollama.Core.Errors;
using Tollama.Data.Tables;

namespace Tollama.Data.Tests.Tables;

/// <summary>A table in a file is read as the same one in memory.</summary>
public sealed class SpooledTableLaws
{
    [Fact]
    public void Ugly_tables_in_files_are_read_as_those_in_memory() => UglyTable.Generator.ForAll(table => AreEqual(table.Bytes), cases: 150);

    [Fact]
    public void All_cases_in_files_are_read_as_those_in_memory()
    {
        string[] files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Cases"), "*", SearchOption.AllDirectories);
        files.Length.ShouldBeGreaterThan(20);
        files.ShouldAllBe(file => AreEqual(File.ReadAllBytes(file)));
    }

    [Theory]
    [InlineData("ds, \"y\"\n2024-01-01, \"1,234.5\"\n2024-01-02, \"2,000.0\"\n2024-01-03,   \"3,000.0\"\n")]
    [InlineData("ds        y\n2024-01-01  1\n2024-01-02  2\n2024-01-03  3")]
    [InlineData("ds,y\r\n2024-01-01,1\r\n\r\n2024-01-02,2\r\n2024-01-03,3\r\n")]
    [InlineData("[{\"ds\":\"2024-01-01\",\"y\":1},{\"ds\":\"2024-01-02\",\"y\":2}]")]
    [InlineData("{\"ds\":\"2024-01-01\",\"y\":1}\n{\"ds\":\"2024-01-02\",\"y\":2}\n")]
    [InlineData("")]
    [InlineData("\uFEFF")]
    public void Rewritten_tables_and_those_in_json_are_too(string text) => AreEqual(Encoding.UTF8.GetBytes(text)).ShouldBeTrue();

    [Theory]
    [InlineData("café;1")]
    [InlineData("日本;1")]
    [InlineData("😀;1")]
    public void A_character_that_two_pieces_divide_is_whole(string row)
    {
        // Pieces of 64 KiB end at each byte of the character in turn.
        for (int shift = 0; shift < 8; shift++)
        {
            string text = "id;y\n" + new string('x', (64 * 1024) - 10 - row.Length + shift) + ";1\n" + row + "\n";
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            AreEqual(bytes).ShouldBeTrue();
            Csv(bytes).Encoding.WebName.ShouldBe("utf-8");
            bytes[^2] = 0xE9;
            Csv(bytes).Encoding.WebName.ShouldBe("windows-1252");
            Csv(bytes[..^2].Concat((byte[])[0xE9]).ToArray()).Encoding.WebName.ShouldBe("windows-1252");
        }

        static (Encoding Encoding, int Mark, bool HasQuotes) Csv(byte[] bytes) => Data.Tables.Csv.TextEncodings.Detect(TableInput.Of(bytes));
    }

    [Fact]
    public void A_stream_of_a_file_can_be_sought_and_several_go_their_own_ways()
    {
        byte[] bytes = [.. Enumerable.Range(0, 100_000).Select(number => (byte)number)];
        using SpooledTable table = new(bytes);
        table.Input.Head.Length.ShouldBe(64 * 1024);
        using Stream first = table.Input.Open();
        using Stream second = table.Input.Open();
        first.Seek(-10, SeekOrigin.End).ShouldBe(bytes.Length - 10);
        byte[] read = new byte[20];
        first.Read(read).ShouldBe(10);
        read[..10].ShouldBe(bytes[^10..]);
        first.Read(read).ShouldBe(0);
        second.ReadExactly(read);
        read.ShouldBe(bytes[..20]);
    }

    [Fact]
    public void A_format_that_is_read_as_a_whole_is_refused_in_a_file_that_is_too_large()
    {
        using SpooledTable table = new(Encoding.UTF8.GetBytes("[{\"ds\":\"2024-01-01\",\"y\":1}" + new string(' ', (int)TableInput.MostAtOnce) + "]"));
        TollamaException refusal = Should.Throw<TollamaException>(() => TableReader.Read(
            table.Input, new(), new TableReading { Limits = new TableLimits { MaxBytes = long.MaxValue } }, cancellationToken: TestContext.Current.CancellationToken));
        (refusal.Code, refusal.Message).ShouldBe((ErrorCode.InvalidTable, "The table has 65 MiB, and its format is read in memory as a whole, up to 64 MiB."));
    }

    private static bool AreEqual(byte[] bytes)
    {
        using SpooledTable table = new(bytes);
        SpooledTable.Describe(table.Input).ShouldBe(SpooledTable.Describe(TableInput.Of(bytes)));
        return true;
    }
}

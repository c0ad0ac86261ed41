using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Data.Tables;
using Tollama.Data.Tests.Tables;

namespace Tollama.Data.Tests.Columnar;

/// <summary>Files that were made to do harm are refused before they do.</summary>
public sealed class HostileFileTests
{
    [Fact]
    public void An_honest_forgery_is_read()
    {
        byte[] page = [.. BitConverter.GetBytes(1.5), .. BitConverter.GetBytes(2.5)];
        TableTesting.Read(new ParquetForge { Rows = 2, Codec = 0, Page = page, Uncompressed = 16 }.Write()).Series[0].Target.ShouldBe([1.5, 2.5]);
    }

    [Fact]
    public void More_rows_than_the_limit_are_refused_by_the_footer() => Refused(new ParquetForge { Rows = 1_000_000_000_000 }).ShouldBe("The table has more than 5000000 rows.");

    [Fact]
    public void Rows_beyond_what_a_number_can_hold_are_refused() => Refused(new ParquetForge { Rows = long.MaxValue, Repeats = 3 }).ShouldContain("row groups do not fit");

    [Fact]
    public void Row_groups_that_are_not_there_are_refused() => Refused(new ParquetForge { Groups = 4_000_000_000 }).ShouldContain("ends too early");

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(2)]
    [InlineData(0)]
    [InlineData(-1)]
    public void Columns_that_are_not_there_are_refused(int children) => Refused(new ParquetForge { Children = children }).ShouldStartWith("The table is no valid Parquet file");

    [Theory]
    [InlineData(1, int.MaxValue, "claims")]
    [InlineData(2, int.MaxValue, "expands to more than")]
    [InlineData(4, int.MaxValue, "expands to more than")]
    [InlineData(6, int.MaxValue, "expands to more than")]
    [InlineData(7, int.MaxValue, "claims")]
    [InlineData(2, 600_000_000, "bytes of memory")]
    [InlineData(4, 600_000_000, "bytes of memory")]
    [InlineData(6, 600_000_000, "bytes of memory")]
    public void A_few_bytes_that_claim_to_become_many_are_refused(int codec, int bytes, string expected) =>
        Refused(new ParquetForge { Codec = codec, Page = [1, 2, 3, 4, 5, 6, 7, 8], Uncompressed = bytes }).ShouldContain(expected);

    [Fact]
    public void A_page_that_unpacks_to_much_more_than_its_values_is_refused_when_it_comes_too_often()
    {
        // 60 MB in some kilobytes, again and again.
        byte[] zeros = new byte[60_000_000];
        using ZstdSharp.Compressor compressor = new(19);
        byte[] page = compressor.Wrap(zeros).ToArray();
        Refused(new ParquetForge { Rows = 1, Page = page, Uncompressed = zeros.Length, Repeats = 1000 }).ShouldContain("expands to more than 1073741824 bytes");
    }

    [Fact]
    public void Values_that_are_not_there_are_refused() =>
        Refused(new ParquetForge { Rows = 1_000_000, Codec = 0, Page = [1, 2, 3, 4, 5, 6, 7, 8] }).ShouldStartWith("The table is no valid Parquet file: column 'y'");

    [Fact]
    public void A_page_outside_of_the_file_is_refused() => Refused(new ParquetForge { Offset = long.MaxValue - 3 }).ShouldStartWith("The table is no valid Parquet file: column 'y'");

    [Fact]
    public void Metadata_in_itself_a_thousand_times_is_refused()
    {
        byte[] nested = ThriftForge.Of();
        for (int depth = 0; depth < 2000; depth++)
        {
            nested = ThriftForge.Of(ThriftForge.Part(1, nested));
        }

        Refused(new ParquetForge { Before = [ThriftForge.Part(1, nested)] }).ShouldContain("nested too deeply");
    }

    [Fact]
    public void A_schema_that_is_its_own_part_is_refused()
    {
        TollamaException error = Should.Throw<TollamaException>(() => TableTesting.Read(FlatForge.CyclicSchema()));
        error.Message.ShouldBe("The table is no valid Arrow file: its schema is nested too deeply, or has too many columns.");
    }

    [Theory]
    [InlineData("hourly-pandas.parquet")]
    [InlineData("hourly-pandas.feather")]
    [InlineData("hourly.arrows")]
    public void Every_file_that_is_cut_off_is_refused(string name)
    {
        byte[] whole = ColumnarTesting.File(name);
        for (int length = 8; length < whole.Length - 8; length += 37)
        {
            byte[] cut = whole[..length];
            if (name.EndsWith(".arrows", StringComparison.Ordinal))
            {
                // A stream may end behind any message.
                ColumnarLaws.Survives(cut);
            }
            else
            {
                Should.Throw<TollamaException>(() => TableTesting.Read(cut)).Code.ShouldBe(ErrorCode.InvalidTable);
            }
        }
    }

    [Fact]
    public void Other_formats_are_refused_by_name()
    {
        Should.Throw<TollamaException>(() => TableTesting.Read([.. "FEA1"u8, .. new byte[40]])).Message.ShouldContain("first version of Feather");
        Should.Throw<TollamaException>(() => TableTesting.Read([.. "PARE"u8, .. new byte[40], .. "PARE"u8])).Message.ShouldContain("encrypted");
    }

    [Fact]
    public void Reading_can_be_cancelled()
    {
        using CancellationTokenSource cancelled = new();
        cancelled.Cancel();
        foreach (string name in (string[])["hourly-pandas.parquet", "hourly-pandas.feather"])
        {
            Should.Throw<OperationCanceledException>(() => TableReader.Read(TableInput.Of(ColumnarTesting.File(name)), new TableOptions(), cancellationToken: cancelled.Token));
        }
    }

    private static string Refused(ParquetForge forge)
    {
        byte[] bytes = forge.Write();
        ColumnarLaws.Survives(bytes, new TableReading()).ShouldBeFalse();
        return Should.Throw<TollamaException>(() => TableTesting.Read(bytes)).Message;
    }
}

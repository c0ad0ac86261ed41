using System.Text;
using CsCheck;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Data.Tables;

namespace Tollama.Data.Tests.Tables;

/// <summary>Several files as one table: the name of the file is the first part of a series' name.</summary>
public sealed class TableFileTests
{
    private const string Days = "ds,y\n2025-01-01,1\n2025-01-02,2\n2025-01-03,3\n";
    private const string Semicolons = "ds;y\n01.01.2025;1,5\n02.01.2025;2,5\n03.01.2025;3,5\n13.01.2025;4,5\n";
    private const string Shops = "shop,ds,y\na,2025-01-01,1\na,2025-01-02,2\nb,2025-01-01,3\nb,2025-01-02,4\n";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Each_file_is_read_by_its_own_format_and_names_its_series()
    {
        TableContent table = Read([("north", Days), ("south", Semicolons), ("west", """[{"ds":"2025-01-01","y":7},{"ds":"2025-01-02","y":8}]""")]);

        table.Ids().ShouldBe(["north", "south", "west"]);
        table.Series.Select(series => series.Target.Sum()).ShouldBe([6, 12, 15]);
        table.Series[1].Stamps()[3].ShouldBe("2025-01-13");
        table.Series.Select(series => series.Keys!["file"]).ShouldBe(["north", "south", "west"]);
        table.Keys.Select(keys => string.Join('|', keys)).ShouldBe(["north", "south", "west"]);
        table.Roles.IdColumns.ShouldBe(["file"]);
        table.Roles.Reasons["file"].ShouldBe("from the names of the files");
        (table.Columns[0].Name, table.Columns[0].Role, table.Columns[0].Example).ShouldBe(("file", "id", "north"));
    }

    [Fact]
    public void The_ids_of_the_table_follow_the_name_of_the_file()
    {
        TableContent table = Read([("north", Shops), ("south", Shops)]);

        table.Ids().ShouldBe(["north/a", "north/b", "south/a", "south/b"]);
        table.Series[3].Keys!.ShouldBe([new("file", "south"), new("shop", "b")]);
        table.Roles.IdColumns.ShouldBe(["file", "shop"]);
        table.Roles.ToString().ShouldContain("id: file/shop");
    }

    [Fact]
    public void Columns_that_are_series_follow_the_name_of_the_file() =>
        Read([("2024", "ds,a,b\n2025-01-01,1,5\n2025-01-02,2,6\n"), ("2025", "ds,a,b\n2025-01-01,3,7\n2025-01-02,4,8\n")], new TableOptions { TargetColumns = ["a", "b"] })
            .Ids().ShouldBe(["2024/a", "2024/b", "2025/a", "2025/b"]);

    [Fact]
    public void A_column_of_the_name_that_the_files_column_has_keeps_it() =>
        Read([("x", Shops.Replace("shop", "file")), ("y", Shops.Replace("shop", "file"))], new TableOptions { IdColumns = ["file"] })
            .Series[0].Keys!.ShouldBe([new("file_name", "x"), new("file", "a")]);

    [Fact]
    public void One_file_alone_does_not_name_its_series()
    {
        TableContent table = Read([("north", Shops)]);

        table.Ids().ShouldBe(["a", "b"]);
        table.Roles.IdColumns.ShouldBe(["shop"]);
    }

    [Theory]
    [InlineData("date,y\n2025-01-01,1\n2025-01-02,2\n", "in 'a' the time stamps stand in 'ds', in 'b' in 'date'", "time=")]
    [InlineData("ds,sales\n2025-01-01,1\n2025-01-02,2\n", "in 'a' the values to forecast stand in 'y', in 'b' in 'sales'", "target=")]
    [InlineData("shop,ds,y\nx,2025-01-01,1\nx,2025-01-02,2\nz,2025-01-01,1\nz,2025-01-02,2\n", "in 'a' the ids stand in no column, in 'b' in 'shop'", "id=")]
    public void Files_of_different_kinds_are_refused_by_name(string other, string message, string hint)
    {
        TollamaException refusal = Should.Throw<TollamaException>(() => Read([("a", Days), ("b", other)]));

        (refusal.Code, refusal.Message).ShouldBe((ErrorCode.InvalidTable, $"The files are not alike: {message}."));
        refusal.Hint!.ShouldContain(hint);
    }

    [Fact]
    public void What_is_wrong_in_a_file_is_told_with_its_name()
    {
        TollamaException refusal = Should.Throw<TollamaException>(() => Read([("a", Days), ("b", "ds,y\n2025-01-01,1,2,3\n2025-01-02,2\n2025-01-03,1,2,3\n")]));

        refusal.Message.ShouldStartWith("file 'b': ");
        refusal.Faults.ShouldAllBe(fault => fault.Msg.StartsWith("file 'b': "));
    }

    [Fact]
    public void Warnings_say_of_which_files_they_are_and_each_is_there_once()
    {
        const string More = "ds,y,remark\n2025-01-01,1,x\n2025-01-02,2,y\n2025-01-03,3,z\n";
        Read([("a", More), ("b", Days)]).Warnings.ShouldContain("file 'a': the column 'remark' was not used");
        Read([("a", More), ("b", Days), ("c", More)]).Warnings.ShouldContain("files 'a', 'c': the column 'remark' was not used");
        Read([("a", More), ("b", More)]).Warnings.ShouldContain("all 2 files: the column 'remark' was not used");
    }

    [Fact]
    public void Files_that_look_like_parts_of_one_history_are_told_of()
    {
        Read([("y2024", Days.Replace("2025", "2024")), ("y2025", Days)]).Warnings[0].ShouldStartWith("the files 'y2024' and 'y2025' have the same series at times that follow one another");
        Read([("north", Days), ("south", Days)]).Warnings.ShouldNotContain(warning => warning.Contains("follow one another"));
    }

    [Fact]
    public void Limits_count_all_files_together()
    {
        TableReading two = new() { Limits = new TableLimits { MaxSeries = 2 } };
        TableReading five = new() { Limits = new TableLimits { MaxPoints = 5 } };

        Read([("a", Days), ("b", Days)], reading: two).Ids().Length.ShouldBe(2);
        Should.Throw<TollamaException>(() => Read([("a", Days), ("b", Days), ("c", Days)], reading: two)).Message.ShouldBe("The files together have more than 2 series.");
        Should.Throw<TollamaException>(() => Read([("a", Days), ("b", Days)], reading: five)).Message.ShouldBe("The files together have more than 5 values.");
    }

    [Fact]
    public void Series_of_two_files_never_mix_and_are_what_each_file_alone_gives() =>
        Gen.Select(Gen.Int[1, 4], Gen.Int[2, 5], Gen.Int[0, 1000]).ForAll(
            (files, rows, first) =>
            {
                (string, string)[] named =
                [
                    .. Enumerable.Range(0, files + 1).Select(file => ($"f{file}", "shop,ds,y\n" + string.Concat(from shop in (string[])["a", "b"]
                        from row in Enumerable.Range(1, rows)
                        select $"{shop},2025-01-{row:00},{first + (100 * file) + row}\n"))),
                ];
                TableContent table = Read(named);
                TimeSeries[] alone = [.. named.SelectMany(file => Read([file]).Series.Select(series => series with { Id = $"{file.Item1}/{series.Id}" }))];
                table.Ids().ShouldBe(alone.Select(series => series.Id));
                table.Series.Select(series => series.Target.ToArray()).ShouldBe(alone.Select(series => series.Target.ToArray()));
                table.Series.Select(series => string.Join(' ', series.Stamps())).ShouldBe(alone.Select(series => string.Join(' ', series.Stamps())));
            },
            cases: 50);

    [Theory]
    [InlineData("sales.csv", "sales")]
    [InlineData("sales.2024.csv.gz", "sales.2024")]
    [InlineData("sales.csv.ZST", "sales")]
    [InlineData("sales.v2", "sales.v2")]
    [InlineData("sales.jsonl", "sales")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\data\\my sales.CSV", "my sales")]
    [InlineData("<script>alert(1)</script>.csv", "script")]
    [InlineData("a\"b'c\r\nX-Evil: 1\0.csv", "abcX-Evil: 1")]
    [InlineData("\u202Evsc.exe", "vsc.exe")]
    [InlineData(".csv", ".csv")]
    [InlineData("", "")]
    [InlineData("..", "")]
    [InlineData("folder/", "")]
    public void A_name_that_a_stranger_sends_is_made_fit_to_name_series(string sent, string name) => TableFileNames.StemOf(sent).ShouldBe(name);

    [Fact]
    public void A_long_name_is_cut_between_characters()
    {
        string name = TableFileNames.Clean(string.Concat(Enumerable.Repeat("\U0001F4C8", 400)) + ".csv");

        name.Length.ShouldBe(TableFileNames.MaxLength);
        name.EnumerateRunes().ShouldAllBe(rune => rune.Value == 0x1F4C8);
    }

    [Theory]
    [InlineData("\u00FD7zXZ\u0000", "an xz file")]
    [InlineData("%PDF-1.7", "a PDF file")]
    [InlineData("SQLite format 3", "a SQLite database")]
    [InlineData("BZh91AY&SY", "a bzip2 file")]
    public void A_file_that_is_no_table_is_refused_by_what_it_is(string head, string what)
    {
        byte[] bytes = Encoding.Latin1.GetBytes(head);

        TableReader.IsTable(bytes).ShouldBeTrue();
        Should.Throw<TollamaException>(() => TableTesting.Read(bytes)).Message.ShouldBe($"The table is {what}.");
    }

    [Fact]
    public void Text_is_no_sign_of_a_format()
    {
        TableReader.IsTable(Encoding.UTF8.GetBytes(Days)).ShouldBeFalse();
        TableReader.IsTable("{}"u8).ShouldBeFalse();
        TableReader.IsTable(ReadOnlySpan<byte>.Empty).ShouldBeFalse();
        TableReader.TypeOf("a.CSV.gz").ShouldBe("text/csv");
        TableReader.TypeOf("a.tsv").ShouldBe("text/tab-separated-values");
        TableReader.TypeOf("a.json").ShouldBe("application/json");
        TableReader.TypeOf("a.jsonl").ShouldBe("application/x-ndjson");
        TableReader.TypeOf("a").ShouldBeNull();
    }

    private static TableContent Read((string Name, string Text)[] files, TableOptions? options = null, TableReading? reading = null) => TableReader.Read(
        [.. files.Select(file => new TableFile(TableInput.Of(Encoding.UTF8.GetBytes(file.Text)), "", file.Name))], options ?? new TableOptions(), reading, Cancellation);
}

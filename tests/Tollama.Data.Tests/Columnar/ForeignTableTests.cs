using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Data.Tables;
using Tollama.Data.Tests.Tables;

namespace Tollama.Data.Tests.Columnar;

/// <summary>Tables that pandas, pyarrow and DuckDB wrote say what the text of the same table says; tests/golden/tables/README.md tells how they came to be.</summary>
public sealed class ForeignTableTests
{
    private static readonly TableOptions Hourly = new() { TimeColumns = ["ts"], IdColumns = ["store"], TargetColumns = ["y"], Covariates = ["price", "week", "kind"] };

    [Theory]
    [InlineData("hourly-pandas.parquet")]
    [InlineData("hourly-gzip-v2.parquet")]
    [InlineData("hourly-brotli.parquet")]
    [InlineData("hourly-lz4.parquet")]
    [InlineData("hourly-none.parquet")]
    [InlineData("hourly-delta.parquet")]
    [InlineData("hourly-pandas.feather")]
    [InlineData("hourly-zstd.feather")]
    [InlineData("hourly.arrows")]
    [InlineData("hourly-delta.arrows")]
    public void Every_file_of_one_table_says_the_same(string name)
    {
        string expected = ColumnarTesting.Describe(TableTesting.Read(ColumnarTesting.File("hourly.csv"), Hourly));
        ColumnarTesting.Describe(TableTesting.Read(ColumnarTesting.File(name), Hourly)).ShouldBe(expected);
        expected.ShouldContain("2024-10-27T02:00:00+02:00[Europe/Berlin] 2024-10-27T02:00:00+01:00[Europe/Berlin]");
    }

    /// <summary>Nothing is named: the roles are found from names and cells. A column of numbers that is called a time is none beside one of times.</summary>
    [Theory]
    [InlineData("hourly-pandas.parquet")]
    [InlineData("hourly-pandas.feather")]
    public void Roles_are_found_from_types_names_and_cells(string name)
    {
        TableContent expected = TableTesting.Read(ColumnarTesting.File("hourly.csv"), new TableOptions { TimeColumns = ["ts"] });
        TableContent found = TableTesting.Read(ColumnarTesting.File(name));
        found.Roles.TimeColumns.ShouldBe(["ts"]);
        found.Roles.TargetColumns.ShouldBe(["y"]);
        found.Ids().ShouldBe(expected.Ids());
    }

    [Theory]
    [InlineData("daily-index.parquet")]
    [InlineData("daily-index.feather")]
    public void The_dates_of_an_index_of_pandas_are_the_time(string name)
    {
        TableContent found = TableTesting.Read(ColumnarTesting.File(name), new TableOptions { TargetColumns = ["y"] });
        found.Roles.TimeColumns.ShouldBe(["index"]);
        found.Series.ShouldHaveSingleItem().Stamps()[..2].ShouldBe(["2024-01-01", "2024-01-02"]);
        ColumnarTesting.Describe(found).ShouldBe(ColumnarTesting.Describe(TableTesting.Read(ColumnarTesting.File("daily.csv"), new TableOptions { TargetColumns = ["y"] })));
    }

    [Fact]
    public void The_row_numbers_of_a_frame_of_pandas_are_no_column()
    {
        TableContent found = TableTesting.Read(ColumnarTesting.File("daily-filtered.parquet"));
        found.Columns.Select(column => column.Name).ShouldBe(["ds", "y", "x"]);
        found.Series[0].Stamps()[0].ShouldBe("2024-01-07");
    }

    [Theory]
    [InlineData("duckdb.parquet")]
    [InlineData("duckdb-v2.parquet")]
    public void DuckDB_says_what_its_text_says(string name)
    {
        foreach (TableOptions options in (TableOptions[])
        [
            new() { TimeColumns = ["ts"], IdColumns = ["store"], TargetColumns = ["y"], Covariates = ["price", "count", "f", "open"] },
            new() { TimeColumns = ["day"], IdColumns = ["store", "id"], TargetColumns = ["f"] },
        ])
        {
            ColumnarTesting.Describe(TableTesting.Read(ColumnarTesting.File(name), options))
                .ShouldBe(ColumnarTesting.Describe(TableTesting.Read(ColumnarTesting.File("duckdb.csv"), options)));
        }
    }

    [Fact]
    public void Columns_of_nested_values_are_passed_over_and_refused_when_they_are_named()
    {
        TableContent table = TableTesting.Read(ColumnarTesting.File("duckdb.parquet"), new TableOptions { TargetColumns = ["y"] });
        table.Warnings.ShouldContain("2 columns were passed over ('list': lists; 'struct': structures)");
        TollamaException error = Should.Throw<TollamaException>(() => TableTesting.Read(ColumnarTesting.File("duckdb.parquet"), new TableOptions { TargetColumns = ["list"] }));
        error.Code.ShouldBe(ErrorCode.InvalidTable);
        error.Message.ShouldContain("The column 'list' cannot be used: lists.");
    }

    [Theory]
    [InlineData("types.parquet")]
    [InlineData("types.feather")]
    [InlineData("types-old.parquet")]
    public void Every_type_is_read_as_it_is_written(string name)
    {
        Dictionary<string, string[]> cells = ColumnarTesting.Cells(ColumnarTesting.File(name), out IReadOnlyList<string> warnings);
        bool isOld = name.Contains("old", StringComparison.Ordinal);

        // Old files know only stamps of 96 bits, and no zones but by Arrow's own schema.
        void Starts(string column, params string[] values) => cells[column][..values.Length].ShouldBe(values, column);
        Starts("ds", "2024-01-01", "2024-01-02");
        Starts("date64", "2024-01-01", "2024-01-02");
        Starts("s", "2024-01-01T06:30:00", "2024-01-02T06:30:00");
        Starts("ms", "2024-01-01T06:30:00.250");
        Starts("utc", isOld ? "2024-01-01T06:30:00.250" : "2024-01-01T06:30:00.250Z");
        Starts("offset", isOld ? "2024-01-01T06:30:00.250" : "2024-01-01T12:00:00.250+05:30");
        Starts("t32", "06:30:00.250");
        Starts("i8", "-128", "127", "0", "", "5", "6");
        Starts("u8", "0", "255", "1", "", "5", "6");
        Starts("i16", "-32768", "32767", "0", "");
        Starts("u16", "0", "65535", "1", "");
        Starts("u32", "0", "4294967295", "1", "");
        Starts("i64", "9007199254740993", "9007199254740993", "9007199254740993", "9007199254740994");
        Starts("u64", "18446744073709551615", "18446744073709551615", "18446744073709551615", "18446744073709551614");
        Starts("f16", "0.1", "-2", "3");
        Starts("f32", "0.1", "-2.5", "", "16777216", "3.4E+38");
        Starts("d9", "-1.5", "0.01", "", "3");
        Starts("d38", "12345678901234567890.123456789012345678");
        Starts("d256", "-99999999999999999999.5");
        Starts("truth", "true", "false", "", "true");
        Starts("cat", "x", "y", "", "x");
        Starts("large", "x", "y", "", "", "ü");
        Starts("none", "", "", "");
        cells["last"][^1].ShouldBe("NaN");
        warnings.ShouldHaveSingleItem().ShouldBe("5 columns were passed over ('bytes': bytes that are no text; 'took': durations; 'list': lists; 'struct': structures; 'map': maps)");
        if (!isOld)
        {
            Starts("ns", "2024-01-01T06:30:00.250");
            Starts("t64", "06:30:00.250");
        }
    }

    [Fact]
    public void Numbers_beyond_53_bits_stay_different_ids()
    {
        TableContent table = TableTesting.Read(ColumnarTesting.File("types.parquet"), new TableOptions { TimeColumns = ["ds"], IdColumns = ["i64"], TargetColumns = ["last"] });
        table.Ids().ShouldBe(["9007199254740993", "9007199254740994"]);
    }

    [Fact]
    public void A_number_of_32_bits_is_the_shortest_text_that_is_read_as_it()
    {
        TableContent table = TableTesting.Read(ColumnarTesting.File("types.parquet"), new TableOptions { TimeColumns = ["ds"], TargetColumns = ["f32"] });
        table.Series[0].Target.First().ShouldBe(0.1);
    }

    [Fact]
    public void Times_that_are_finer_than_can_be_kept_are_refused()
    {
        TollamaException error = Should.Throw<TollamaException>(() => TableTesting.Read(ColumnarTesting.File("nanoseconds.parquet")));
        error.Message.ShouldBe("column 'ds': row 1 has a fraction of a second that is finer than 100 nanoseconds.");
    }

    [Fact]
    public void A_delimiter_is_refused()
    {
        TollamaException error = Should.Throw<TollamaException>(() => TableTesting.Read(ColumnarTesting.File("daily-index.feather"), new TableOptions { Delimiter = ';' }));
        error.Message.ShouldBe("delimiter= says what stands between the cells of a text, but the table is Arrow.");
    }

    [Theory]
    [InlineData("hourly-pandas.parquet")]
    [InlineData("hourly-pandas.feather")]
    public void A_decimal_mark_does_not_concern_numbers(string name)
    {
        string expected = ColumnarTesting.Describe(TableTesting.Read(ColumnarTesting.File(name), Hourly));
        ColumnarTesting.Describe(TableTesting.Read(ColumnarTesting.File(name), Hourly with { DecimalMark = ',' })).ShouldBe(expected);
    }

    [Fact]
    public void Rows_are_called_rows_and_have_a_limit()
    {
        TollamaException error = Should.Throw<TollamaException>(() => TableTesting.Read(
            ColumnarTesting.File("types.parquet"), reading: new TableReading { Limits = new TableLimits { MaxRows = 5 } }));
        error.Message.ShouldBe("The table has more than 5 rows.");
        error = Should.Throw<TollamaException>(() => TableTesting.Read(
            ColumnarTesting.File("types.parquet"), new TableOptions { TimeColumns = ["truth"], TargetColumns = ["last"] }, new TableReading { Strict = true }));
        error.Message.ShouldContain("row 1");
    }
}

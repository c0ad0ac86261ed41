using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Data.Tables;

namespace Tollama.Data.Tests.Tables;

/// <summary>A table in JSON is read as the CSV of the same table.</summary>
public sealed class JsonTableLaws
{
    private static readonly string[] Columns = ["shop", "day", "amount", "promo", "price"];

    private static readonly TableOptions Options = new()
    {
        TimeColumns = ["day"], IdColumns = ["shop"], TargetColumns = ["amount"], Covariates = ["promo", "price"], DecimalMark = '.',
    };

    private static readonly Gen<string> Shop = Gen.OneOf("\"a\"", "\"b \\\"c\\\", d\"", "\"e;\\n\"", "7", "-7", "\"Ä\\u00d6\"", "\"NaN, [{\"");

    /// <summary>Rows of cells in JSON; the empty text is a name that the record does not have.</summary>
    private static readonly Gen<string[][]> Tables =
        from shops in Shop.Array[1, 3]
        from days in Gen.Int[3, 9]
        from unix in Gen.Bool
        from amounts in Gen.OneOf(Gen.Const("null"), Gen.Const(""), Gen.Int[-99_999, 99_999].Select(Thousandths), Gen.Int[0, 2000].Select(whole => whole.ToString(CultureInfo.InvariantCulture)))
            .Array[shops.Length * days]
        from promos in Gen.OneOf("true", "false", "\"x\"", "null").Array[shops.Length * days]
        from prices in Gen.OneOf("1.234", "2", "3.5", "1e1", "null").Array[shops.Length * days]
        select (string[][])[.. shops.Distinct().SelectMany((shop, series) => Enumerable.Range(0, days).Select(day => Row(shop, day, unix, series * days, ["1", .. amounts.Skip(1)], promos, prices)))];

    [Fact]
    public void It_is_read_as_its_CSV() => Gen.Select(Tables, Gen.Int[0, 5]).ForAll(
        drawn =>
        {
            (string[][] rows, int form) = drawn;
            string expected = Outcome(Csv(rows));
            Outcome(Json(rows, form)).ShouldBe(expected);
        },
        cases: 1500,
        print: drawn => Csv(drawn.Item1) + "\n" + Json(drawn.Item1, drawn.Item2));

    [Fact]
    public void Any_bytes_are_a_table_or_are_refused_with_a_reason()
    {
        byte[][] good = [.. Enumerable.Range(0, 6).Select(form => Encoding.UTF8.GetBytes(Json([["\"a\"", "\"2024-01-01\"", "1", "true", "2"], ["\"a\"", "\"2024-01-02\"", "1", "true", "2"]], form)))];
        Gen.Select(Gen.Int[0, 5], Gen.Select(Gen.Int[0, 500], Gen.OneOf("\",:[]{}01e-\\ \nnt\0é".ToCharArray())).Array[1, 4]).ForAll(
            drawn =>
            {
                byte[] bytes = [.. good[drawn.Item1]];
                foreach ((int at, char character) in drawn.Item2)
                {
                    bytes[at % bytes.Length] = (byte)character;
                }

                try
                {
                    TableTesting.Read(bytes).Series.ShouldAllBe(series => series.Length == series.Times!.Count);
                }
                catch (TollamaException error)
                {
                    error.Message.ShouldNotBeEmpty();
                }
            },
            cases: 10_000);
    }

    private static string[] Row(string shop, int day, bool unix, int first, string[] amounts, string[] promos, string[] prices)
    {
        DateTime date = new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(day);
        string stamp = unix
            ? new DateTimeOffset(date).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)
            : $"\"{date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}\"";
        return [shop, stamp, amounts[first + day], promos[first + day], prices[first + day]];
    }

    private static string Thousandths(int value) => (value / 1000m).ToString(CultureInfo.InvariantCulture);

    private static string Json(string[][] rows, int form)
    {
        string[][] whole = [.. rows.Select(row => row.Select(cell => cell.Length == 0 ? "null" : cell).ToArray())];
        IEnumerable<string> records = rows.Select(row => $"{{{string.Join(", ", row.Index().Where(cell => cell.Item.Length > 0).Select(cell => $"\"{Columns[cell.Index]}\": {cell.Item}"))}}}");
        return form switch
        {
            0 => $"[{string.Join(",", records)}]",
            1 => string.Join("\n", records),
            2 => $"{{\"columns\":[{string.Join(",", Columns.Select(name => $"\"{name}\""))}],\"index\":[{string.Join(",", Enumerable.Range(0, rows.Length))}],"
                + $"\"data\":[{string.Join(",", whole.Select(row => $"[{string.Join(",", row)}]"))}]}}",
            3 => $"{{{string.Join(",", Columns.Select((name, column) => $"\"{name}\":{{{string.Join(",", whole.Select((row, place) => $"\"{place}\":{row[column]}"))}}}"))}}}",
            4 => $"{{{string.Join(",", Columns.Select((name, column) => $"\"{name}\":[{string.Join(",", whole.Select(row => row[column]))}]"))}}}",
            _ => $"{{{string.Join(",", records.Select((record, place) => $"\"{place}\":{record}"))}}}",
        };
    }

    private static string Csv(string[][] rows)
    {
        StringBuilder text = new(string.Join(',', Columns));
        foreach (string[] row in rows)
        {
            text.Append('\n').AppendJoin(',', row.Select(cell => cell is "" or "null" ? "" : cell[0] == '"' ? Quoted(JsonDocument.Parse(cell).RootElement.GetString()!) : cell));
        }

        return text.Append('\n').ToString();
    }

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Outcome(string text)
    {
        try
        {
            TableContent table = TableTesting.Read(text, Options);
            return string.Join('\n', table.Series.Select(Describe).Append(table.Roles.ToString()));
        }
        catch (TollamaException)
        {
            return "refused";
        }
    }

    private static string Describe(TimeSeries series) =>
        $"{series.Id}: {string.Join(' ', series.Stamps())} = {string.Join(' ', series.Target)}; "
        + string.Join("; ", series.Covariates.Select(covariate => $"{covariate.Name} {Describe(covariate.Past)}"));

    private static string Describe(Column? column) => column switch
    {
        CategoryColumn texts => string.Join(' ', texts.ToTexts()),
        NumberColumn numbers => string.Join(' ', numbers),
        _ => "",
    };
}

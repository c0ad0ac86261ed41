using System.Globalization;
using CsCheck;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Data.Tables;
using Tollama.Data.Tests.Tables;

namespace Tollama.Data.Tests.Cases;

/// <summary>Numbers that can be read one by one, but not together: each column is read right, or refused with the cells that show why.</summary>
public sealed class MixedCellCases
{
    [Theory]
    [InlineData("12%;0.13;14%", "'12%' (line 2) has a percent sign, '0.13' (line 3) has none")]
    [InlineData("12;13;14%", "'14%' (line 4) has a percent sign, '12' (line 2) has none")]
    [InlineData("1.5;2.5 CR;3.5", "'2.5 CR' (line 3) is a credit or a debit")]
    [InlineData("1.5DR;2.5CR;3.5DR", "'1.5DR' (line 2) is a credit or a debit")]
    [InlineData("1.5 Cr;2.5 Cr;3.5 Cr", "counts crores")]
    [InlineData("[1.5];[2.5];[3.5]", "every cell stands in brackets, such as '[1.5]' (line 2)")]
    [InlineData("1.234;1,5;2.345;3,5", "'1,5' (line 3) has a decimal comma, but '1.234' (line 2) is like it as a fraction only")]
    [InlineData("1,234;1.5;2,345;3.5", "'1.5' (line 3) has a decimal point, but '1,234' (line 2) is like it as a fraction only")]
    [InlineData("1.5;2,5;1.234", "'1.5' (line 2) has a decimal point and '2,5' (line 3) a decimal comma, so that '1.234' (line 4) may be a fraction or thousands")]
    [InlineData("5 kWh;6;7;8;9;10", "'5 kWh' (line 2) has a unit, and other cells have none")]
    [InlineData("5 kWh;6 MWh;7 kWh", "'5 kWh' (line 2) and '6 MWh' (line 3) have different units")]
    public void A_column_that_mixes_notations_is_refused_with_its_cells(string cells, string reason)
    {
        TollamaException error = TableTesting.Refuse(Table(cells.Split(';')));

        error.Code.ShouldBe(ErrorCode.InvalidTable);
        error.Message.ShouldContain("column 'value'");
        error.Message.ShouldContain(reason);
    }

    [Theory]
    [InlineData("12%;0;14%", "12 0 14")]
    [InlineData("1.5;2,5;3.5", "1.5 2.5 3.5")]
    [InlineData("1.234,5;12.5;13,5", "1234.5 12.5 13.5")]
    [InlineData("1.50; -   ;(4.50)", "1.5 0 -4.5")]
    [InlineData(" $ 1.50 ; $ -   ; $ 4.50 ", "1.5 0 4.5")]
    [InlineData("5 kWh;7.5 kWh;-1 kWh", "5 7.5 -1")]
    [InlineData("5kWh;7,5kWh;1.000,5kWh", "5 7.5 1000.5")]
    [InlineData("5 °C;6 °C;-7 °C", "5 6 -7")]
    [InlineData("5 m³;6 m³;1200 m³", "5 6 1200")]
    [InlineData("5 AED;6 AED;7.5 AED", "5 6 7.5")]
    public void A_column_whose_cells_explain_each_other_is_read_and_told(string cells, string values)
    {
        TableContent table = TableTesting.Read(Table(cells.Split(';')));

        table.Series.ShouldHaveSingleItem().Target.ShouldBe([.. values.Split(' ').Select(value => double.Parse(value, CultureInfo.InvariantCulture))]);
        table.Warnings.ShouldAllBe(warning => warning.StartsWith("column 'value':", StringComparison.Ordinal));
    }

    [Fact]
    public void The_option_decides_what_two_marks_leave_open() =>
        TableTesting.Read(Table("1.234", "1,5", "2.345"), new TableOptions { DecimalMark = ',' }).Series[0].Target.ShouldBe([1234, 1.5, 2345]);

    [Fact]
    public void A_dash_without_blanks_around_it_is_missing() => TableTesting.Read(Table("1.50", "-", "3.50")).Series[0].Target.ShouldBe([1.5, double.NaN, 3.5]);

    [Fact]
    public void A_column_that_is_not_used_may_mix_what_it_likes() =>
        TableTesting.Read("date;value;rate\n2024-01-01;1;5%\n2024-01-02;2;0.06\n2024-01-03;3;7%\n").Series.ShouldHaveSingleItem().Id.ShouldBe("value");

    [Theory]
    [InlineData("1 North;2 North;3 North", "store")]
    [InlineData("5 Jan;6 Jan;7 Jan", "day")]
    [InlineData("7 Eleven;7 Eleven;7 Eleven", "brand")]
    public void Names_and_days_are_no_numbers_with_a_unit(string cells, string column)
    {
        string[] texts = cells.Split(';');
        string text = $"date;{column};value\n" + string.Concat(texts.Select((cell, place) => $"2024-01-0{place + 1};{cell};{place}\n"));

        TableTesting.Read(text, new TableOptions { TimeColumns = ["date"] }).Columns.Single(one => one.Name == column).Type.ShouldBe("text");
    }

    /// <summary>Each cell is written in a notation of its own: what is read is what was written.</summary>
    [Fact]
    public void Cells_in_any_mix_of_notations_are_read_as_written_or_refused()
    {
        Func<decimal, string>[] notations =
        [
            value => value.ToString("0.0", CultureInfo.InvariantCulture),
            value => value.ToString("0.00", CultureInfo.InvariantCulture).Replace('.', ','),
            value => value.ToString("0.000", CultureInfo.InvariantCulture),
            value => value.ToString("N2", CultureInfo.InvariantCulture),
            value => value < 0 ? $"({Math.Abs(value).ToString(CultureInfo.InvariantCulture)})" : value.ToString(CultureInfo.InvariantCulture),
            value => value < 0 ? $"[{Math.Abs(value).ToString(CultureInfo.InvariantCulture)}]" : value.ToString(CultureInfo.InvariantCulture),
            value => value.ToString(CultureInfo.InvariantCulture) + " kWh",
            value => value == 0 ? "$ -" : $"${value.ToString(CultureInfo.InvariantCulture)}",
            value => (value / 1000).ToString("0.#######", CultureInfo.InvariantCulture) + "k",
        ];
        Gen.Select(Gen.Int[0, notations.Length - 1].Array[1, 2], Gen.Int[-99_999, 99_999].Array[3, 30], Gen.UInt).ForAll(
            (chosen, tenths, seed) =>
            {
                Random random = new((int)seed);
                decimal[] truth = [.. tenths.Select(tenth => tenth / 10m)];
                string text = Table([.. truth.Select(value => notations[chosen[random.Next(chosen.Length)]](value))]);
                TableContent table;
                try
                {
                    table = TableTesting.Read(text);
                }
                catch (TollamaException error)
                {
                    error.Message.ShouldContain("value");
                    return;
                }

                if (!table.Warnings.Any(warning => warning.Contains("decimal=", StringComparison.Ordinal)))
                {
                    double[] read = table.Series[0].Target.Values;
                    read.Length.ShouldBe(truth.Length);
                    read.Zip(truth).ShouldAllBe(pair => double.IsNaN(pair.First) || Math.Abs(pair.First - (double)pair.Second) < 1e-9);
                }
            },
            cases: 3000);
    }

    private static string Table(params string[] cells) =>
        "date;value\n" + string.Concat(cells.Select((cell, day) => $"{new DateTime(2024, 1, 1).AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)};{cell}\n"));
}

using System.Text;
using CsCheck;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Data.Tables;
using Tollama.Data.Tables.Columns;
using Tollama.Data.Tables.Csv;
using Tollama.Data.Tables.Roles;

namespace Tollama.Data.Tests.Tables.Columns;

/// <summary>What is kept on the first way through the rows is what the second way loads.</summary>
public sealed class ColumnCaptureLaws
{
    private static readonly Gen<string> Cells = Gen.OneOf(
        Gen.OneOf("", "NA", "-", "north", "A", "'=x", "1", "1.5", "1,234", "1.234", "12.50", "-3", "1e5", "5 kWh", "50%", "$3", "0.1", "123456789012345678", "2024-01-01", "2024-01-02", "01.02.2024", "(5)"),
        Gen.Int[-999, 999].Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        Gen.Double[-1000, 1000].Select(number => number.ToString("F2", System.Globalization.CultureInfo.InvariantCulture)));

    private static readonly Gen<string[]> Columns = Gen.OneOf(
        Cells.Array[12],
        Gen.Int[0, 3].Select(number => "s" + number).Array[12],
        Gen.Double[-1000, 1000].Select(number => number.ToString("F2", System.Globalization.CultureInfo.InvariantCulture)).Array[12],
        Gen.OneOf("", "NA", "1.5", "2").Array[12],
        Gen.Int[1, 28].Select(day => $"2024-01-{day:00}").Array[12]);

    [Fact]
    public void Both_ways_give_the_same_columns() => Columns.Array[2].ForAll(
        columns =>
        {
            StringBuilder text = new("a;b;y\n");
            for (int row = 0; row < 12; row++)
            {
                text.Append(columns[0][row]).Append(';').Append(columns[1][row]).Append(';').Append(row).Append(".5\n");
            }

            string kept = Load(text.ToString(), keeps: true, out int known);
            kept.ShouldBe(Load(text.ToString(), keeps: false, out _), text.ToString());
            known.ShouldBeGreaterThan(0);
        },
        cases: 5000);

    private static string Load(string text, bool keeps, out int known)
    {
        WarningList warnings = new();
        ITable table = new CsvSource().Open(TableInput.Of(Encoding.UTF8.GetBytes(text)), new TableRequest(new TableOptions { Delimiter = ';' }, new TableReading()), warnings);
        IReadOnlyList<ColumnProfile> columns = TableProfiler.Profile(ref table, fillsShortRows: true, warnings, TestContext.Current.CancellationToken);
        known = columns.Count(column => column.Capture is { Texts: not null } or { Numbers: not null });
        foreach (ColumnProfile column in columns.Where(_ => !keeps))
        {
            column.Capture!.Release();
        }

        IReadOnlyList<NumberStyle> styles = NumberStyleChooser.Decide(columns, table, given: null, warnings);
        RolePlan plan = new()
        {
            Columns = columns,
            Time = TimePlan.Of(columns[1], ""),
            TimeHint = Data.Time.TimeHint.None,
            Targets = [.. columns],
            TargetsAreCertain = true,
            NamedTargets = [],
            Ids = [.. columns],
            Numbered = [],
            TimeParts = [],
            IdsAreCertain = true,
            Covariates = [],
            FutureCovariates = [],
            Reasons = new Dictionary<string, string>(),
            TrimsEnds = false,
        };
        LoadedTable loaded = LoadedTable.Load(table, plan, styles, new TableLimits(), TestContext.Current.CancellationToken);
        return string.Join('\n', columns.Select(column =>
            $"{Texts(loaded.Codes(column))} | {string.Join(' ', loaded.Numbers[column.Name].Values)} {loaded.Numbers[column.Name].BadCount} {loaded.Numbers[column.Name].FirstBad}"))
            + $"\n{Texts(loaded.Time!)}\n{string.Join(' ', loaded.Lines)}";
    }

    private static string Texts(CodedColumn column) => string.Join('/', column.Codes.Select(code => column.Texts[code]));
}

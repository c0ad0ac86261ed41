using System.Globalization;
using Tollama.Cli.Terminal;
using Tollama.Cli.Wording;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Text;

namespace Tollama.Cli.Output;

/// <summary>A backtest for people: a row a model, the best first; below it parts, where they were asked for, and what the numbers carry.</summary>
internal static class BacktestSheet
{
    private const int MaxParts = 20;
    private const string Undefined = "-";
    private const string Coverage = "coverage_";
    private const string Error = "_se";

    /// <summary>Writes the sheet.</summary>
    /// <param name="found">The daemon's answer.</param>
    /// <param name="asked">Measures that were asked for by name, which get a column each.</param>
    /// <param name="writer">Where to.</param>
    /// <param name="ansi">The colours.</param>
    public static void Write(BacktestResponse found, IReadOnlyList<string> asked, TextWriter writer, Ansi ansi)
    {
        if (found.Table.Count > 0)
        {
            writer.WriteLine(ansi.Bold(CountText.Of(found.Windows, "window", "windows")) + ansi.Dim(Headline(found)));
            writer.WriteLine();
            WriteTable(found, asked, writer);
        }

        foreach (IGrouping<string, BacktestRow> parts in (found.By ?? []).GroupBy(KindOf).Where(group => group.Key.Length > 0))
        {
            writer.WriteLine();
            WriteParts(found, parts.Key, [.. parts], writer);
        }

        if (found.Recommendation is { Length: > 0 } recommendation)
        {
            writer.WriteLine();
            writer.WriteLine(VisibleText.OneLine(OptionText.Of(recommendation)));
        }
    }

    private static string Headline(BacktestResponse found)
    {
        string gap = found.Gap > 0 ? $", {CountText.Of(found.Gap, "step", "steps")} after its origin" : "";
        string apart = found.Windows > 1 ? $" · {CountText.Of(found.Step, "value", "values")} apart" : "";
        return $" of {CountText.Of(found.Horizon, "step", "steps")}{gap}{apart} · best first by {found.Metric}";
    }

    private static void WriteTable(BacktestResponse found, IReadOnlyList<string> asked, TextWriter writer)
    {
        string[] present = [.. found.Table.SelectMany(row => row.Measures.Keys).Where(name => !name.EndsWith(Error, StringComparison.Ordinal)).Distinct(StringComparer.Ordinal)];
        List<(string Header, Func<BacktestRow, string> Cell)> columns = [(Header(found.Metric), WithError(found))];
        Add("skill", Percent);
        foreach (string measure in asked.Where(name => name != found.Metric))
        {
            foreach (string name in present.Where(one => one == measure || IsOfLevel(one, measure)))
            {
                Add(name, Numbers(found.Table, name));
            }
        }

        foreach (string name in present.Where(name => name.StartsWith(Coverage, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            Add(name, Percent);
        }

        if (found.Table.Count > 1)
        {
            Add("rank", value => value.ToString("F2", CultureInfo.InvariantCulture));
        }

        Add("seconds", value => value.ToString("F2", CultureInfo.InvariantCulture));
        TextTable table = new(["MODEL", .. columns.Select(column => column.Header)]) { RightAligned = Enumerable.Range(1, columns.Count).ToHashSet() };
        foreach (BacktestRow row in found.Table)
        {
            table.Add([row.Model, .. columns.Select(column => column.Cell(row))]);
        }

        table.WriteTo(writer, "  ");

        void Add(string name, Func<double, string> text)
        {
            if (present.Contains(name) && !columns.Exists(column => column.Header == Header(name)))
            {
                columns.Add((Header(name), row => row.Measures.TryGetValue(name, out double value) ? text(value) : Undefined));
            }
        }
    }

    /// <summary>The measure by which the models are ordered, with its standard error where there is one.</summary>
    private static Func<BacktestRow, string> WithError(BacktestResponse found)
    {
        string se = found.Metric + Error;
        NumberText numbers = new(found.Table.SelectMany(row => new[] { ValueOf(row, found.Metric), ValueOf(row, se) }));
        bool hasErrors = found.Table.Any(row => row.Measures.ContainsKey(se));
        int width = found.Table.Max(row => numbers.Format(ValueOf(row, se)).Length);
        return row => !row.Measures.ContainsKey(found.Metric) ? Undefined
            : numbers.Format(ValueOf(row, found.Metric)) + (row.Measures.ContainsKey(se) ? " ± " + numbers.Format(ValueOf(row, se)).PadLeft(width)
                : hasErrors ? new string(' ', width + 3) : "");
    }

    /// <summary>A row a part, a column a model, with the measure by which the models are ordered.</summary>
    private static void WriteParts(BacktestResponse found, string kind, BacktestRow[] rows, TextWriter writer)
    {
        string[] models = [.. found.Table.Select(row => row.Model).Concat(rows.Select(row => row.Model)).Distinct(StringComparer.Ordinal)];
        NumberText numbers = new(rows.Select(row => ValueOf(row, found.Metric)));
        TextTable table = new([kind.ToUpperInvariant(), .. models]) { RightAligned = Enumerable.Range(1, models.Length).ToHashSet() };
        IGrouping<string, BacktestRow>[] parts = [.. rows.GroupBy(PartOf, StringComparer.Ordinal)];
        foreach (IGrouping<string, BacktestRow> part in parts.Take(MaxParts))
        {
            table.Add([part.Key, .. models.Select(model => numbers.Format(part.Where(row => row.Model == model).Select(row => ValueOf(row, found.Metric)).FirstOrDefault(double.NaN)))]);
        }

        writer.WriteLine($"{found.Metric} by {kind}");
        writer.WriteLine();
        table.WriteTo(writer, "  ");
        if (parts.Length > MaxParts)
        {
            writer.WriteLine($"  … and {parts.Length - MaxParts} more (use --json)");
        }
    }

    private static string KindOf(BacktestRow row) => row switch
    {
        { Series: not null } => "series",
        { Step: not null } => "step",
        { Window: not null } => "window",
        { Group: not null } => "group",
        _ => "",
    };

    private static string PartOf(BacktestRow row) => row.Series ?? row.Group ?? (row.Step ?? row.Window)?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static bool IsOfLevel(string name, string measure) => measure is "msis" && name.StartsWith(measure + "_", StringComparison.Ordinal);

    private static Func<double, string> Numbers(IReadOnlyList<BacktestRow> rows, string name) => new NumberText(rows.Select(row => ValueOf(row, name))).Format;

    private static double ValueOf(BacktestRow row, string name) => row.Measures.GetValueOrDefault(name, double.NaN);

    private static string Percent(double value) => Math.Round(100 * value).ToString("F0", CultureInfo.InvariantCulture) + "%";

    private static string Header(string name) => name.ToUpperInvariant().Replace('_', ' ');
}

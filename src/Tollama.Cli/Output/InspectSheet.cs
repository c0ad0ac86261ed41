using System.Globalization;
using Tollama.Cli.Terminal;
using Tollama.Cli.Wording;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Frequencies;
using Tollama.Core.Text;

namespace Tollama.Cli.Output;

/// <summary>How data were understood, for people.</summary>
internal static class InspectSheet
{
    private const int MaxSeries = 20;
    private const string Indent = "    ";

    public static void Write(InspectResponse found, string input, TextWriter writer)
    {
        writer.WriteLine(VisibleText.OneLine($"  read as     {found.Input ?? "a JSON request"}"));
        if (found.Timezone is { } zone)
        {
            writer.WriteLine(VisibleText.OneLine($"  time zone   {zone}"));
        }

        WriteColumns(found.Columns ?? [], writer);
        WriteSeries(found, writer);
        foreach (string warning in found.Warnings)
        {
            writer.WriteLine(VisibleText.OneLine($"  warning     {OptionText.Of(warning)}"));
        }

        SeriesNotices failed = new();
        foreach (SeriesError error in found.Errors ?? [])
        {
            failed.Add(error.Id, error.Message);
        }

        foreach (string error in failed.Items)
        {
            writer.WriteLine(VisibleText.OneLine($"  error       {OptionText.Of(error)}"));
        }

        foreach ((string option, string reason) in found.Options ?? new Dictionary<string, string>())
        {
            writer.WriteLine(VisibleText.OneLine($"  suggestion  {OptionText.Of(option)}: {OptionText.Of(reason)}"));
        }

        if (found.SeriesCount > 0)
        {
            string steps = found.Horizon.ToString(CultureInfo.InvariantCulture);
            writer.WriteLine(VisibleText.OneLine($"  next        tollama run {found.Model} {input} --horizon {steps}   ({CountText.Of(found.Horizon, "step", "steps")}: {OptionText.Of(found.HorizonReason)})"));
        }
    }

    private static void WriteColumns(IReadOnlyList<InspectedColumn> columns, TextWriter writer)
    {
        if (columns.Count == 0)
        {
            return;
        }

        TextTable table = new("COLUMN", "ROLE", "WHY", "TYPE", "MISSING", "EXAMPLE");
        foreach (InspectedColumn column in columns)
        {
            table.Add(Excerpt.Of(column.Name), column.Role, column.Reason ?? "-", column.Type, Number(column.Missing), column.Example ?? "-");
        }

        writer.WriteLine($"  Columns: {Number(columns.Count)}");
        table.WriteTo(writer, Indent);
    }

    private static void WriteSeries(InspectResponse found, TextWriter writer)
    {
        TextTable table = new("SERIES", "LENGTH", "START", "END", "STEP", "SEASON", "MISSING", "ZEROS", "LAST");
        foreach (InspectedSeries series in found.Series.Take(MaxSeries))
        {
            string step = Frequency.TryParse(series.Freq, out Frequency? frequency) ? frequency.Words : series.Freq ?? "-";
            table.Add(
                Excerpt.Of(series.Id), Number(series.Length), series.Start ?? "-", series.End ?? "-", step, Number(series.SeasonLength), Number(series.Missing), Number(series.Zeros), series.Last?.ToString("G6", CultureInfo.InvariantCulture) ?? "-");
        }

        writer.WriteLine($"  Series: {Number(found.SeriesCount)}{(found.SeriesCount > MaxSeries ? $", the first {MaxSeries} of them" : "")}");
        table.WriteTo(writer, Indent);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}

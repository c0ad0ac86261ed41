using System.Globalization;
using Tollama.Core.Api;
using Tollama.Core.Text;

namespace Tollama.Cli.Output;

/// <summary>A forecast as a table for other programs: <c>unique_id,ds,mean,q0.1,…</c>, or the id columns of the table that was sent, a row a step, or a sum (RFC 4180); texts that a spreadsheet would compute are marked as texts.</summary>
internal static class ForecastCsv
{
    public static void Write(ForecastResponse response, TextWriter writer)
    {
        ForecastColumns numbers = ForecastColumns.Of(response.Forecasts);
        IReadOnlyList<string> columns = SeriesKeys.ColumnsOf(response.Forecasts.Select(forecast => forecast.Keys));
        IEnumerable<string> ids = columns.Count == 0 ? [SeriesKeys.NameColumn] : columns.Select(Quoted);
        writer.WriteLine(string.Join(',', [.. ids, ForecastColumns.Stamp, .. numbers.Names]));
        foreach (SeriesForecastData forecast in response.Forecasts)
        {
            string id = string.Join(',', SeriesKeys.CellsOf(columns, forecast.Id, forecast.Keys).Select(Quoted));
            foreach ((string stamp, double[] values) in numbers.RowsOf(forecast))
            {
                writer.WriteLine(string.Join(',', [id, Quoted(stamp), .. values.Select(Number)]));
            }
        }
    }

    internal static double Level(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string Number(double value) => double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "";

    private static string Quoted(string content)
    {
        string text = SpreadsheetText.Marked(content);
        return text.AsSpan().ContainsAny(",\"\r\n") ? "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : text;
    }
}

using System.Globalization;
using Tollama.Core.Api;
using Tollama.Core.Text;

namespace Tollama.Cli.Output;

/// <summary>A forecast as a table for other programs: <c>unique_id,ds,mean,q0.1,…</c>, or the id columns of the table that was sent, a row a step (RFC 4180); texts that a spreadsheet would compute are marked as texts.</summary>
internal static class ForecastCsv
{
    public static void Write(ForecastResponse response, TextWriter writer)
    {
        string[] levels = [.. response.Forecasts.SelectMany(forecast => forecast.Quantiles?.Keys ?? Enumerable.Empty<string>()).Distinct().OrderBy(Level)];
        IReadOnlyList<string> columns = SeriesKeys.ColumnsOf(response.Forecasts.Select(forecast => forecast.Keys));
        IEnumerable<string> ids = columns.Count == 0 ? [SeriesKeys.NameColumn] : columns.Select(Quoted);
        writer.WriteLine(string.Join(',', [.. ids, "ds", "mean", .. levels.Select(level => "q" + level)]));
        foreach (SeriesForecastData forecast in response.Forecasts)
        {
            string id = string.Join(',', SeriesKeys.CellsOf(columns, forecast.Id, forecast.Keys).Select(Quoted));
            for (int step = 0; step < forecast.Mean.Length; step++)
            {
                IEnumerable<string> values = levels.Select(level => Number(forecast.Quantiles?.GetValueOrDefault(level), step));
                writer.WriteLine(string.Join(',', [id, Quoted(Stamp(forecast, step)), Number(forecast.Mean, step), .. values]));
            }
        }
    }

    /// <summary>When a step is; its number from 1 when the series has no time stamps.</summary>
    internal static string Stamp(SeriesForecastData forecast, int step) => forecast.Timestamps is { } stamps && step < stamps.Count
        ? stamps[step]
        : (step + 1).ToString(CultureInfo.InvariantCulture);

    internal static double Level(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string Number(double[]? values, int step) =>
        values is not null && step < values.Length && double.IsFinite(values[step]) ? values[step].ToString("R", CultureInfo.InvariantCulture) : "";

    private static string Quoted(string content)
    {
        string text = SpreadsheetText.Marked(content);
        return text.AsSpan().ContainsAny(",\"\r\n") ? "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : text;
    }
}

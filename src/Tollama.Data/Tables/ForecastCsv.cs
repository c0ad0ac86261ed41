using System.Buffers;
using System.Globalization;
using Tollama.Core.Api;

namespace Tollama.Data.Tables;

/// <summary>Forecasts as a table: a header, then a row for each series and future step.</summary>
/// <remarks>UTF-8, comma, decimal point, line feeds; cells are quoted as in RFC 4180 where they must be. A missing number is an empty cell.</remarks>
public static class ForecastCsv
{
    /// <summary>Writes a whole response: all series have the columns of all quantile levels.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="response">The forecasts; errors have a place where the options say so, warnings have none.</param>
    /// <param name="options">The columns' names.</param>
    public static void Write(IBufferWriter<byte> output, ForecastResponse response, ForecastCsvOptions options)
    {
        ArgumentNullException.ThrowIfNull(response);
        ArgumentNullException.ThrowIfNull(options);
        IReadOnlyList<string> levels = Levels(response.Forecasts);
        WriteHeader(output, levels, options);
        foreach (SeriesForecastData forecast in response.Forecasts)
        {
            WriteRows(output, forecast, levels, options);
        }

        foreach (SeriesError error in options.HasErrors ? response.Errors ?? [] : [])
        {
            WriteError(output, error, levels.Count, options);
        }
    }

    /// <summary>All quantile levels of the forecasts, as they are on the wire, ascending.</summary>
    public static IReadOnlyList<string> Levels(IEnumerable<SeriesForecastData> forecasts)
    {
        ArgumentNullException.ThrowIfNull(forecasts);
        return
        [
            .. forecasts.SelectMany(forecast => forecast.Quantiles?.Keys ?? Enumerable.Empty<string>())
                .Distinct()
                .OrderBy(level => double.Parse(level, CultureInfo.InvariantCulture)),
        ];
    }

    /// <summary>Writes the header; for an answer that is written series by series.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="levels">The quantile levels, as they are on the wire.</param>
    /// <param name="options">The columns' names.</param>
    public static void WriteHeader(IBufferWriter<byte> output, IReadOnlyList<string> levels, ForecastCsvOptions options)
    {
        ArgumentNullException.ThrowIfNull(levels);
        ArgumentNullException.ThrowIfNull(options);
        CsvCells cells = new(output);
        foreach (string column in options.IdColumns.Count == 0 ? [SeriesKeys.NameColumn] : options.IdColumns)
        {
            cells.Add(column);
        }

        cells.Add("ds");
        cells.Add("mean");
        foreach (string level in levels)
        {
            cells.Add("q" + level);
        }

        if (options.HasErrors)
        {
            cells.Add("error");
        }

        cells.EndRow();
    }

    /// <summary>Writes the rows of one series.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="forecast">The forecast; without time stamps the steps are numbered from 1.</param>
    /// <param name="levels">The levels in the header; a level that the forecast lacks gives empty cells.</param>
    /// <param name="options">The columns in the header; that for errors stays empty here.</param>
    public static void WriteRows(IBufferWriter<byte> output, SeriesForecastData forecast, IReadOnlyList<string> levels, ForecastCsvOptions options)
    {
        ArgumentNullException.ThrowIfNull(forecast);
        ArgumentNullException.ThrowIfNull(levels);
        ArgumentNullException.ThrowIfNull(options);
        CsvCells cells = new(output);
        double[]?[] quantiles = [.. levels.Select(level => forecast.Quantiles?.GetValueOrDefault(level))];
        for (int step = 0; step < forecast.Mean.Length; step++)
        {
            AddId(ref cells, forecast.Id, forecast.Keys, options);
            cells.Add(forecast.Timestamps?[step] ?? (step + 1).ToString(CultureInfo.InvariantCulture));
            cells.Add(forecast.Mean[step]);
            foreach (double[]? quantile in quantiles)
            {
                cells.Add(quantile?[step] ?? double.NaN);
            }

            if (options.HasErrors)
            {
                cells.Add("");
            }

            cells.EndRow();
        }
    }

    /// <summary>Writes the row of a series that could not be forecast: its id, and why in the column for errors.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="error">The series and the reason.</param>
    /// <param name="levels">How many levels the header has.</param>
    /// <param name="options">The columns in the header.</param>
    public static void WriteError(IBufferWriter<byte> output, SeriesError error, int levels, ForecastCsvOptions options)
    {
        ArgumentNullException.ThrowIfNull(error);
        ArgumentNullException.ThrowIfNull(options);
        CsvCells cells = new(output);
        AddId(ref cells, error.Id, error.Keys, options);
        cells.Add("");
        cells.Add("");
        for (int level = 0; level < levels; level++)
        {
            cells.Add("");
        }

        cells.Add(error.Message);
        cells.EndRow();
    }

    private static void AddId(ref CsvCells cells, string id, IReadOnlyDictionary<string, string>? keys, ForecastCsvOptions options)
    {
        foreach (string cell in SeriesKeys.CellsOf(options.IdColumns, id, keys))
        {
            cells.Add(cell);
        }
    }
}

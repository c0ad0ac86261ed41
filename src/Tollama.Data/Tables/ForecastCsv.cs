using System.Buffers;
using Tollama.Core.Api;

namespace Tollama.Data.Tables;

/// <summary>Forecasts as a table: a header, then a row for each series and future step, or sum of steps.</summary>
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
        ForecastColumns columns = ForecastColumns.Of(response.Forecasts);
        WriteHeader(output, columns, options);
        foreach (SeriesForecastData forecast in response.Forecasts)
        {
            WriteRows(output, forecast, columns, options);
        }

        foreach (SeriesError error in options.HasErrors ? response.Errors ?? [] : [])
        {
            WriteError(output, error, columns, options);
        }
    }

    /// <summary>Writes the header; for an answer that is written series by series.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="columns">The columns of numbers.</param>
    /// <param name="options">The columns' names.</param>
    public static void WriteHeader(IBufferWriter<byte> output, ForecastColumns columns, ForecastCsvOptions options)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(options);
        CsvCells cells = new(output);
        foreach (string column in options.IdColumns.Count == 0 ? [SeriesKeys.NameColumn] : options.IdColumns)
        {
            cells.Add(column);
        }

        cells.Add(ForecastColumns.Stamp);
        foreach (string name in columns.Names)
        {
            cells.Add(name);
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
    /// <param name="columns">The columns of numbers; a number that the forecast lacks gives an empty cell.</param>
    /// <param name="options">The columns in the header; that for errors stays empty here.</param>
    public static void WriteRows(IBufferWriter<byte> output, SeriesForecastData forecast, ForecastColumns columns, ForecastCsvOptions options)
    {
        ArgumentNullException.ThrowIfNull(forecast);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(options);
        CsvCells cells = new(output);
        foreach ((string stamp, double[] numbers) in columns.RowsOf(forecast))
        {
            AddId(ref cells, forecast.Id, forecast.Keys, options);
            cells.Add(stamp);
            foreach (double number in numbers)
            {
                cells.Add(number);
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
    /// <param name="columns">The columns of numbers.</param>
    /// <param name="options">The columns in the header.</param>
    public static void WriteError(IBufferWriter<byte> output, SeriesError error, ForecastColumns columns, ForecastCsvOptions options)
    {
        ArgumentNullException.ThrowIfNull(error);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(options);
        CsvCells cells = new(output);
        AddId(ref cells, error.Id, error.Keys, options);
        cells.Add("");
        for (int number = 0; number < columns.Names.Count; number++)
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

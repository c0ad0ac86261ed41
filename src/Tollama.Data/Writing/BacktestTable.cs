using System.Buffers;
using System.Globalization;
using Tollama.Core.Api;

namespace Tollama.Data.Writing;

/// <summary>The forecasts of a backtest as a table: a row a model, series, window and step.</summary>
/// <remarks>
/// Columns: <c>model</c>; <c>unique_id</c>, or the id columns of the table that was sent; <c>cutoff</c>, the time of the last value that the model saw, of series without times the
/// number of the window, the oldest 1; <c>ds</c>; <c>y</c>, what happened, empty where it is missing; <c>mean</c>; a column a quantile level; <c>error</c> where something failed: a row each,
/// without a model where no model was asked, and without a series where a model could forecast nothing.
/// </remarks>
public static class BacktestTable
{
    private const string Model = "model";
    private const string Cutoff = "cutoff";

    private static readonly string[] Taken = [Model, Cutoff, WindowColumns.Actual];

    /// <summary>Writes the table into a stream.</summary>
    /// <param name="found">The answer, with its forecasts.</param>
    /// <param name="format">The format; any but JSON and JSON lines, which are no table.</param>
    /// <param name="destination">Written from its position on, and left open.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public static Task WriteAsync(BacktestResponse found, AnswerFormat format, Stream destination, CancellationToken cancellationToken) =>
        Of(found, format).WriteAsync(format, destination, cancellationToken);

    /// <summary>Writes the table, piece by piece.</summary>
    /// <param name="found">The answer, with its forecasts.</param>
    /// <param name="format">The format.</param>
    /// <param name="output">Where to.</param>
    /// <param name="drain">Called after each window of a series: sends what was written, if it is much.</param>
    public static ValueTask WriteAsync(BacktestResponse found, AnswerFormat format, IBufferWriter<byte> output, Func<ValueTask> drain) =>
        Of(found, format).WriteAsync(format, output, drain);

    private static AnswerTable Of(BacktestResponse found, AnswerFormat format)
    {
        ArgumentNullException.ThrowIfNull(found);
        IReadOnlyList<BacktestForecast> windows = found.Forecasts ?? [];
        IReadOnlyList<string> ids = IdsOf(windows);
        AnswerColumns columns = new()
        {
            IdColumns = [Model, .. ids, Cutoff],
            HasErrors = found.Errors is { Count: > 0 },
            Numbers = new WindowColumns { Levels = LevelsOf(windows) },
            Stamps = AnswerTable.StampsOf(format, windows.Select(window => (window.Timestamps, window.Mean.Length))),
        };
        AnswerMetadata metadata = new()
        {
            TollamaVersion = found.TollamaVersion,
            Input = found.Input,
            Warnings = found.Warnings,
            Errors = found.Errors is { } errors ? [.. errors.Select(error => RowOf(error, ids))] : null,
        };
        return new AnswerTable(columns, metadata, windows.Select(window => WindowColumns.RowsOf(window, KeysOf(window, ids))));
    }

    // A column of ids that is called like another one of the table leaves the names of the series.
    private static IReadOnlyList<string> IdsOf(IReadOnlyList<BacktestForecast> windows)
    {
        IReadOnlyList<string> ids = SeriesKeys.ColumnsOf(windows.Select(window => window.Keys));
        return ids.Count == 0 || ids.Intersect(Taken).Any() ? [SeriesKeys.NameColumn] : ids;
    }

    // What a model could not do at all is told by its name.
    private static SeriesError RowOf(BacktestError error, IReadOnlyList<string> ids)
    {
        Dictionary<string, string> keys = new() { [Model] = error.Model ?? "" };
        foreach ((int place, string id) in ids.Index())
        {
            keys[id] = error.Keys is { } own && own.TryGetValue(id, out string? cell) ? cell : place == 0 ? error.Id ?? "" : "";
        }

        keys[Cutoff] = error.Cutoff ?? "";
        return new SeriesError { Id = error.Id ?? error.Model ?? "", Keys = keys, Code = error.Code, Message = error.Message };
    }

    private static string[] LevelsOf(IReadOnlyList<BacktestForecast> windows) =>
    [
        .. windows.SelectMany(window => window.Quantiles?.Keys ?? []).Distinct(StringComparer.Ordinal)
            .OrderBy(level => double.Parse(level, CultureInfo.InvariantCulture)),
    ];

    private static Dictionary<string, string> KeysOf(BacktestForecast window, IReadOnlyList<string> ids)
    {
        Dictionary<string, string> keys = new() { [Model] = window.Model };
        foreach (string id in ids)
        {
            keys[id] = window.Keys?.GetValueOrDefault(id) ?? window.Id;
        }

        keys[Cutoff] = window.Cutoff ?? window.Window.ToString(CultureInfo.InvariantCulture);
        return keys;
    }
}

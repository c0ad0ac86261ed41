using System.Buffers;
using Tollama.Core.Api;

namespace Tollama.Data.Writing;

/// <summary>Series whose missing values were filled, as a table: a row a value.</summary>
/// <remarks>
/// Columns: <c>unique_id</c>, or the id columns of the table that was sent; <c>ds</c>; <c>y</c>, the value; <c>low</c> and <c>high</c>, the interval in which a filled value was,
/// empty for a value that was observed; <c>filled</c>, 1 or 0; <c>error</c> where a series failed, which has one row.
/// </remarks>
public static class ImputeTable
{
    private static readonly string[] Taken = [.. new FilledColumns().Names];

    /// <summary>Writes the table into a stream.</summary>
    /// <param name="filled">The answer.</param>
    /// <param name="format">The format; any but JSON and JSON lines, which are no table.</param>
    /// <param name="destination">Written from its position on, and left open.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public static Task WriteAsync(ImputeResponse filled, AnswerFormat format, Stream destination, CancellationToken cancellationToken) =>
        Of(filled, format).WriteAsync(format, destination, cancellationToken);

    /// <summary>Writes the table, piece by piece.</summary>
    /// <param name="filled">The answer.</param>
    /// <param name="format">The format.</param>
    /// <param name="output">Where to.</param>
    /// <param name="drain">Called after each series: sends what was written, if it is much.</param>
    public static ValueTask WriteAsync(ImputeResponse filled, AnswerFormat format, IBufferWriter<byte> output, Func<ValueTask> drain) =>
        Of(filled, format).WriteAsync(format, output, drain);

    private static AnswerTable Of(ImputeResponse filled, AnswerFormat format)
    {
        ArgumentNullException.ThrowIfNull(filled);
        IReadOnlyList<string> ids = SeriesKeys.ColumnsOf(filled.Series.Select(series => series.Keys));
        bool hasIds = ids.Count > 0 && !ids.Intersect(Taken).Any();
        AnswerColumns columns = new()
        {
            IdColumns = hasIds ? ids : [],
            HasErrors = filled.Errors is { Count: > 0 },
            Numbers = new FilledColumns(),
            Stamps = AnswerTable.StampsOf(format, filled.Series.Select(series => (series.Timestamps, series.Values.Length))),
        };
        AnswerMetadata metadata = new() { Model = filled.Model, TollamaVersion = filled.TollamaVersion, Input = filled.Input, Warnings = filled.Warnings, Errors = filled.Errors };
        return new AnswerTable(columns, metadata, filled.Series.Select(series => FilledColumns.RowsOf(series, hasIds ? series.Keys : null)));
    }
}

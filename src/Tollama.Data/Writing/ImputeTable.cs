using Tollama.Core.Api;

namespace Tollama.Data.Writing;

/// <summary>Series whose missing values were filled, as a table: a row a value.</summary>
/// <remarks>
/// Columns: <c>unique_id</c>, or the id columns of the table that was sent; <c>ds</c>; <c>y</c>, the value; <c>low</c> and <c>high</c>, the interval in which a filled value was,
/// empty for a value that was observed.
/// </remarks>
public static class ImputeTable
{
    private static readonly string[] Taken = [.. new FilledColumns().Names];

    /// <summary>Writes the table.</summary>
    /// <param name="filled">The answer.</param>
    /// <param name="format">The format; any but JSON and JSON lines, which are no table.</param>
    /// <param name="destination">Written from its position on, and left open.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public static Task WriteAsync(ImputeResponse filled, AnswerFormat format, Stream destination, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filled);
        IReadOnlyList<string> ids = SeriesKeys.ColumnsOf(filled.Series.Select(series => series.Keys));
        bool hasIds = ids.Count > 0 && !ids.Intersect(Taken).Any();
        AnswerColumns columns = new()
        {
            IdColumns = hasIds ? ids : [],
            Numbers = new FilledColumns(),
            Stamps = AnswerTable.StampsOf(format, filled.Series.Select(series => (series.Timestamps, series.Values.Length))),
        };
        AnswerMetadata metadata = new() { Model = filled.Model, TollamaVersion = filled.TollamaVersion, Input = filled.Input, Warnings = filled.Warnings, Errors = filled.Errors };
        return AnswerTable.WriteAsync(
            format, columns, metadata, filled.Series.Select(series => FilledColumns.RowsOf(series, hasIds ? series.Keys : null)), destination, cancellationToken);
    }
}

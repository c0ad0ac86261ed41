using Tollama.Core.Errors;
using Tollama.Data.Tables.Columnar;

namespace Tollama.Data.Tables.Parquet;

/// <summary>Tables in Apache Parquet, with any codec but LZO and the old framed LZ4.</summary>
/// <remarks>
/// The pages are read by own code, not by a library: a file is sent by anybody, so no length that it claims may be believed before it is checked, and a column of millions
/// of rows has to pass in small blocks.
/// </remarks>
internal sealed class ParquetSource : ITableSource
{
    /// <summary>The name of the format.</summary>
    public const string Name = "Parquet";

    public IReadOnlyList<string> ContentTypes { get; } = ["application/vnd.apache.parquet", "application/x-parquet", "application/parquet"];

    public IReadOnlyList<string> Extensions { get; } = [".parquet", ".pq"];

    public bool Recognizes(ReadOnlySpan<byte> head, string? contentType) => head.StartsWith("PAR1"u8) || head.StartsWith("PARE"u8);

    public ITable Open(TableInput input, TableRequest request, WarningList warnings) => ColumnarOpening.Open(Name, input, request, warnings, ParquetFile.Open);
}

using System.Buffers.Binary;
using Tollama.Core.Errors;
using Tollama.Data.Tables.Columnar;

namespace Tollama.Data.Tables.Arrow;

/// <summary>Tables in Apache Arrow's formats: the stream, and the file, which is the second version of Feather.</summary>
/// <remarks>The messages are read by own code, as in <see cref="Parquet.ParquetSource"/>: a schema that names itself as its part would end a program that follows it.</remarks>
internal sealed class ArrowSource : ITableSource
{
    /// <summary>The name of the format.</summary>
    public const string Name = "Arrow";

    private const int LeastLength = 8;

    public IReadOnlyList<string> ContentTypes { get; } = ["application/vnd.apache.arrow.stream", "application/vnd.apache.arrow.file", "application/x-apache-arrow-stream"];

    public IReadOnlyList<string> Extensions { get; } = [".arrow", ".arrows", ".feather", ".ipc"];

    // A text in UTF-16 may begin with the byte FF, never with four of them.
    public bool Recognizes(ReadOnlySpan<byte> head, string? contentType) => head.StartsWith("ARROW1"u8) || head.StartsWith("FEA1"u8)
        || (head.Length >= LeastLength && BinaryPrimitives.ReadInt32LittleEndian(head) == -1);

    public ITable Open(TableInput input, TableRequest request, WarningList warnings) => ColumnarOpening.Open(Name, input, request, warnings, ArrowFile.Open);
}

using System.Buffers;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using Tollama.Data.Writing.Arrow;

namespace Tollama.Data.Writing.Parquet;

/// <summary>The schema of Arrow in a Parquet file, which alone says of which zone its points in time are: Parquet itself knows UTC or no zone.</summary>
/// <remarks>Apache Arrow, the format's C++ implementation: the serialized schema in base64 under the key <c>ARROW:schema</c>; pyarrow and DuckDB read it.</remarks>
internal static class ArrowSchema
{
    public const string Key = "ARROW:schema";

    /// <summary>The value of the key; <see langword="null"/> where it would say nothing more.</summary>
    public static string? Of(AnswerColumns columns, IReadOnlyDictionary<string, string> metadata)
    {
        if (columns.Stamps.Zone is null)
        {
            return null;
        }

        ArrayBufferWriter<byte> message = new();
        Schema schema = ArrowTables.SchemaOf(columns, metadata);
        using ArrowStreamWriter writer = new(new OutputStream(message), schema, leaveOpen: true);
        writer.WriteStart();
        return Convert.ToBase64String(message.WrittenSpan);
    }
}

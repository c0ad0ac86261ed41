using System.Text.Json;
using Tollama.Core.Json;

namespace Tollama.Core.Protocol;

/// <summary>How far a running request is.</summary>
public sealed record ProgressNotice
{
    /// <summary>Series finished.</summary>
    public required int Completed { get; init; }

    /// <summary>Series in the request.</summary>
    public required int Total { get; init; }

    /// <summary>Reads a notice.</summary>
    /// <exception cref="JsonException">It is not one; the message is a sentence that names the field.</exception>
    public static ProgressNotice Read(ReadOnlySpan<byte> json)
    {
        ProgressNotice notice = MessageShapes.Read(new Utf8JsonReader(json), json, "progress", TollamaJsonContext.Default.ProgressNotice);
        return notice.Completed <= notice.Total ? notice : throw new JsonException("progress.completed is more than progress.total");
    }
}

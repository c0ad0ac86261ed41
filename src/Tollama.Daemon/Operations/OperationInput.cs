using Tollama.Core.Requests;
using Tollama.Data.Tables;

namespace Tollama.Daemon.Operations;

/// <summary>What a client sent, whatever it was sent by.</summary>
/// <param name="Body">The body, decompressed: a JSON request, or a table; empty when the table is in <see cref="Spooled"/>.</param>
/// <param name="ContentType">What the client says that it is; may be empty.</param>
/// <param name="Query">What stands beside a table, repeated names included.</param>
/// <param name="RequestId">The id of the request, for logs.</param>
/// <param name="Started">When the request arrived, as a stopwatch time stamp.</param>
internal sealed record OperationInput(
    ReadOnlyMemory<byte> Body, string ContentType, IReadOnlyList<KeyValuePair<string, string>> Query, string RequestId, long Started)
{
    /// <summary>The files of a form; empty where the body is the table, or a JSON request.</summary>
    internal IReadOnlyList<TableFile> Tables { get; init; } = [];

    /// <summary>Whether the body is a JSON request without series beside the files of a form, and the query has settings of them. If not, the query has all that is said of them.</summary>
    internal bool HasRequest { get; init; }

    /// <summary>The whole body when it is in a file, which only a table may be; <see langword="null"/> when it is in memory.</summary>
    internal TableInput? Spooled { get; init; }

    /// <summary>How the body begins.</summary>
    internal ReadOnlySpan<byte> Beginning => Spooled is { } file ? file.Head : Body.Span;

    /// <summary>Which kind of table in JSON the body looks like.</summary>
    internal JsonTableForm TableForm { get; init; }

    /// <summary>How many bytes there are to read.</summary>
    internal long Size => (Spooled?.Length ?? Body.Length) + Tables.Sum(file => file.Input.Length);

    /// <summary>How the request differs from that of a forecast; <see langword="null"/> for a forecast.</summary>
    internal RequestShape? Shape { get; init; }
}

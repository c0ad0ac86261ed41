using System.Globalization;
using System.Text;

namespace Tollama.Soak.Wire;

/// <summary>A request, and which answers to it are right.</summary>
internal sealed record SoakRequest
{
    /// <summary>The name of the operation in the table at the end.</summary>
    public required string Operation { get; init; }

    public string Method { get; init; } = "GET";

    /// <summary>Path and query.</summary>
    public required string Path { get; init; }

    public byte[]? Body { get; init; }

    /// <summary>Headers besides those that every request has.</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];

    /// <summary>The statuses of success.</summary>
    public IReadOnlyList<int> Success { get; init; } = [200];

    /// <summary>The codes of docs/errors.md that this request may be answered with though nothing is wrong with the daemon: it is at fault, or another client was first.</summary>
    public IReadOnlyList<string> Codes { get; init; } = [];

    /// <summary>Statuses by which the HTTP server itself refuses what is hardly a request: their answers have neither an id nor a body.</summary>
    public IReadOnlyList<int> Refusals { get; init; } = [];

    /// <summary>Whether the answer may be cut in the middle: what is sent goes away while it is sent, and a status was sent already.</summary>
    public bool MayBeCut { get; init; }

    /// <summary>Which part of the daemon answers; faults touch some parts and not others.</summary>
    public Area Area { get; init; } = Area.Lists;

    /// <summary>Says what is wrong with an answer of success; <see langword="null"/> when it is right.</summary>
    public Func<Answer, string?>? Check { get; init; }

    public bool HasAnswerBody => Method != "HEAD";

    /// <summary>The bytes on the wire.</summary>
    /// <param name="id">The <c>X-Request-ID</c>.</param>
    public byte[] ToBytes(string id)
    {
        StringBuilder head = new();
        head.Append(CultureInfo.InvariantCulture, $"{Method} {Path} HTTP/1.1\r\nX-Request-ID: {id}\r\n");
        foreach (string header in Headers.Any(header => header.StartsWith("Host:", StringComparison.Ordinal)) ? Headers : [.. Headers, "Host: localhost"])
        {
            head.Append(header).Append("\r\n");
        }

        if (Body is not null && !Headers.Any(header => header.StartsWith("Transfer-Encoding", StringComparison.Ordinal) || header.StartsWith("Content-Length", StringComparison.Ordinal)))
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {Body.Length}\r\n");
        }

        head.Append("\r\n");
        return [.. Encoding.UTF8.GetBytes(head.ToString()), .. Body ?? []];
    }

    /// <summary>A POST of a JSON text.</summary>
    public static SoakRequest Post(string operation, string path, string json) =>
        new() { Operation = operation, Method = "POST", Path = path, Body = Encoding.UTF8.GetBytes(json) };
}

namespace Tollama.FakeHub;

/// <summary>A request that the hub or its CDN received, and what became of it.</summary>
public sealed class SeenRequest
{
    private readonly TaskCompletionSource _completed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _bytesSent;

    /// <summary>What it asks for.</summary>
    public required RequestKind Kind { get; init; }

    /// <summary><c>GET</c> or <c>HEAD</c>.</summary>
    public required string Method { get; init; }

    /// <summary>Path and query as they were sent.</summary>
    public required string Target { get; init; }

    /// <summary><c>owner/name</c>, when it asks for something of a repository.</summary>
    public string? Repository { get; init; }

    /// <summary>The revision that it names; <see langword="null"/> when it names none.</summary>
    public string? Revision { get; init; }

    /// <summary>The file or folder in the repository, decoded; also on the CDN.</summary>
    public string? File { get; init; }

    /// <summary>The headers by name, which is case-insensitive.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The <c>Range</c> header.</summary>
    public string? Range => Headers.GetValueOrDefault("Range");

    /// <summary>Whether any <c>Authorization</c> header came with it; on the CDN none ever may.</summary>
    public bool HadAuthorization => Headers.ContainsKey("Authorization");

    /// <summary>The token of an <c>Authorization: Bearer</c> header.</summary>
    public string? Token =>
        Headers.GetValueOrDefault("Authorization") is { } value && value.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? value[7..].Trim() : null;

    /// <summary>The status that was answered; 0 until the end, and when the connection was cut before an answer.</summary>
    public int Status { get; private set; }

    /// <summary>How many bytes of the body have been handed to the connection so far.</summary>
    public long BytesSent => Interlocked.Read(ref _bytesSent);

    /// <summary>Ends when the hub is done with the request, also when the client left.</summary>
    public Task Completed => _completed.Task;

    internal void Sent(int bytes) => Interlocked.Add(ref _bytesSent, bytes);

    internal void Complete(int status)
    {
        Status = status;
        _completed.TrySetResult();
    }

    /// <inheritdoc />
    public override string ToString() => $"{Method} {Target}{(Range is null ? "" : $" [{Range}]")} -> {Status}, {BytesSent} bytes";
}

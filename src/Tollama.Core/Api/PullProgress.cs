namespace Tollama.Core.Api;

/// <summary>One line of a pull.</summary>
public sealed record PullProgress
{
    /// <summary><c>pulling manifest</c>, <c>pulling 0123456789ab</c>, <c>verifying sha256 digest</c>, <c>writing manifest</c>, <c>success</c>.</summary>
    public string? Status { get; init; }

    /// <summary>The model.</summary>
    public string? Model { get; init; }

    /// <summary>The blob that is pulled, or on the last line the manifest's digest.</summary>
    public string? Digest { get; init; }

    /// <summary>The blob's size in bytes.</summary>
    public long? Total { get; init; }

    /// <summary>Bytes of it that are safe on disk; absent while 0.</summary>
    public long? Completed { get; init; }

    /// <summary>True on the last line.</summary>
    public bool? Done { get; init; }

    /// <summary>What was installed, on the last line.</summary>
    public ModelManifest? Manifest { get; init; }

    /// <summary>What to know of what was installed, on the last line; absent when there is nothing.</summary>
    public IReadOnlyList<string>? Warnings { get; init; }

    /// <summary>Why the pull failed. Never serialised as null: clients look for the key.</summary>
    public string? Error { get; init; }

    /// <summary>The wire name of the error's code.</summary>
    public string? Code { get; init; }

    /// <summary>What to do about it.</summary>
    public string? Hint { get; init; }
}

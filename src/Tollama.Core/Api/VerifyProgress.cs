namespace Tollama.Core.Api;

/// <summary>One line of <c>POST /api/verify</c>: the store's files are read again and compared with their digests.</summary>
public sealed record VerifyProgress
{
    /// <summary><c>verifying theta</c>, …, on the last line <c>success</c> or <c>damaged</c>; absent beside an error.</summary>
    public string? Status { get; init; }

    /// <summary>Bytes to read altogether.</summary>
    public long? Total { get; init; }

    /// <summary>Bytes read so far.</summary>
    public long? Completed { get; init; }

    /// <summary>What is wrong, a sentence each; on the last line.</summary>
    public IReadOnlyList<string>? Faults { get; init; }

    /// <summary>How the model came to this machine; on the line of the model.</summary>
    public ModelOrigin? Origin { get; init; }

    /// <summary>What is right but was not checked by anybody, a sentence each: models from archives, for instance; on the last line, absent for none.</summary>
    public IReadOnlyList<string>? Notes { get; init; }

    /// <summary>How many models were checked; on the last line.</summary>
    public int? Models { get; init; }

    /// <summary>How many files were checked; on the last line.</summary>
    public int? Blobs { get; init; }

    /// <summary>True on the last line.</summary>
    public bool? Done { get; init; }

    /// <summary>Why the check itself failed. Never serialised as null: clients look for the key.</summary>
    public string? Error { get; init; }

    /// <summary>The wire name of the error's code.</summary>
    public string? Code { get; init; }

    /// <summary>What to do about it.</summary>
    public string? Hint { get; init; }
}

namespace Tollama.Store;

/// <summary>How to pull.</summary>
public sealed record PullOptions
{
    /// <summary>True to accept the model's licence, now and for later pulls.</summary>
    public bool AcceptLicense { get; init; }

    /// <summary>True to write the manifest of an installed model again, from what the hub has now. Every pull verifies its files and fetches again what is damaged.</summary>
    public bool Force { get; init; }

    /// <summary>Another revision of the hub's repository than the registry's: a branch, a tag or a commit; <see langword="null"/> for that one.</summary>
    public string? Revision { get; init; }

    /// <summary>True to skip the check of the hub's certificate. Only where <see cref="HubOptions.AllowInsecure"/> is true. Has no meaning for models that need no download.</summary>
    public bool Insecure { get; init; }

    /// <summary>
    /// True to ask the hub for nothing: a model whose files are all here, as they should be, is installed already; of any other the pull fails with
    /// <see cref="Core.Errors.ErrorCode.Offline"/>.
    /// </summary>
    public bool Offline { get; init; }

    /// <summary>The highest rate in bytes a second; <see langword="null"/> for the hub options' own.</summary>
    public long? MaxBytesPerSecond { get; init; }
}

using System.Text.Json;
using Tollama.Core.Api;
using Tollama.Core.Errors;

namespace Tollama.Store;

/// <summary>Remembers which licences were accepted, and when, in <c>licenses.json</c>.</summary>
/// <param name="paths">Where the file is.</param>
/// <param name="time">The clock.</param>
public sealed class LicenseLedger(StorePaths paths, TimeProvider time)
{
    private const int MaxBytes = 16 << 20;

    private readonly FileLock _lock = new(Path.Combine(paths.Home, ".lock"), time);

    /// <summary>The accepted licences. A damaged file counts as none, and so does one that others may write: it asks again rather than assumes.</summary>
    public IReadOnlyList<AcceptedLicense> List() => Read() ?? [];

    /// <summary>Why the file is not believed; <see langword="null"/> when it is, or when there is none.</summary>
    internal FileFault? Distrust => File.Exists(paths.Licenses) ? FileTrust.Fault(paths.Licenses) : null;

    /// <summary>The acceptance of a model's licence; <see langword="null"/> if it was never given.</summary>
    /// <param name="model">The model's name in the registry.</param>
    /// <param name="type">The licence.</param>
    /// <param name="digest">The digest of its text; <see langword="null"/> to take an acceptance of whatever text.</param>
    public AcceptedLicense? Find(string model, string type, string? digest = null) =>
        List().LastOrDefault(entry => Same(entry.Model, model) && Same(entry.Type, type) && (digest is null || entry.Digest is null || entry.Digest == digest));

    /// <summary>Remembers that a model's licence was accepted now. The first acceptance of a text stays.</summary>
    /// <param name="model">The model's name in the registry.</param>
    /// <param name="type">The licence.</param>
    /// <param name="digest">The digest of its text; <see langword="null"/> if the text is not at hand.</param>
    /// <param name="cancellationToken">Ends the wait for the file.</param>
    /// <exception cref="TollamaException"><see cref="ErrorCode.StoreUnavailable"/>: it could not be written down.</exception>
    public async Task<AcceptedLicense> AcceptAsync(string model, string type, string? digest, CancellationToken cancellationToken) =>
        Find(model, type, digest)
        ?? await StoreFault.GuardAsync(paths.Home, () => AddAsync(model, type, digest, cancellationToken)).ConfigureAwait(false);

    /// <summary>The licence of an installed model with its acceptance filled in.</summary>
    internal LicenseInfo Recall(LicenseInfo license, string model)
    {
        AcceptedLicense? accepted = license.NeedsAcceptance ? Find(model, license.Type) : null;
        return license with { Accepted = accepted is not null, AcceptedAt = accepted?.AcceptedAt, Digest = accepted?.Digest ?? license.Digest };
    }

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private async Task<AcceptedLicense> AddAsync(string model, string type, string? digest, CancellationToken cancellationToken)
    {
        // What is written where others write would not be believed later.
        if (Directory.Exists(paths.Home) && FileTrust.Fault(paths.Home) is { } fault)
        {
            throw new TollamaException(ErrorCode.StoreUnavailable, $"The acceptance cannot be written down so that it is believed later: {fault.Reason}.", fault.Remedy);
        }

        using IDisposable held = await _lock.AcquireAsync(cancellationToken).ConfigureAwait(false);
        DateTimeOffset now = time.GetUtcNow();
        AcceptedLicense entry = new() { Model = model, Type = type, Digest = digest, AcceptedAt = Timestamp.Format(now) };
        LicenseFile file = new() { Licenses = [.. KeepReadable(), entry] };
        byte[] bytes = JsonSerializer.SerializeToUtf8Bytes(file, StoreJsonContext.Default.LicenseFile);
        await AtomicFile.WriteAsync(paths.Licenses, bytes, now, cancellationToken).ConfigureAwait(false);
        return entry;
    }

    // A file that cannot be read is set aside, not overwritten: it is the user's record.
    private IReadOnlyList<AcceptedLicense> KeepReadable()
    {
        if (Read() is { } entries)
        {
            return entries;
        }

        File.Move(paths.Licenses, paths.Licenses + ".damaged", overwrite: true);
        return [];
    }

    private IReadOnlyList<AcceptedLicense>? Read()
    {
        try
        {
            if (!File.Exists(paths.Licenses))
            {
                return [];
            }

            LicenseFile? content = Distrust is null ? JsonSerializer.Deserialize(RegularFile.Read(paths.Licenses, MaxBytes), StoreJsonContext.Default.LicenseFile) : null;
            return content?.Licenses.All(entry => entry is not null) == true ? content.Licenses : null;
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

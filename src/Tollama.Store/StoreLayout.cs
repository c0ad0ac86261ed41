using System.Globalization;
using Tollama.Core.Api;
using Tollama.Core.Errors;

namespace Tollama.Store;

/// <summary>The version of the store's layout, in the file <c>version</c> of its folder. An older program does not touch a newer store.</summary>
/// <remarks>
/// 1 has no such file. 2 has an origin in every manifest; what 1 installed is <c>unknown</c>. Migrating replaces one manifest at a time, each whole, and
/// writes the version last: whenever it is stopped, every model can be read, and the next change of the store goes on.
/// </remarks>
/// <param name="paths">Where the store is.</param>
/// <param name="time">The clock.</param>
/// <param name="manifests">The folder of manifests.</param>
/// <param name="onStep">Told before each change of a file; for tests that stop there.</param>
internal sealed class StoreLayout(StorePaths paths, TimeProvider time, NameFolder manifests, Action<string>? onStep = null)
{
    public const int Current = 2;

    private const int First = 1;

    private const int MaxLength = 16;

    private volatile bool _isCurrent;

    /// <summary>Why this program must leave the store alone; <see langword="null"/> if it need not.</summary>
    /// <exception cref="IOException">The version cannot be read.</exception>
    public TollamaException? Refusal() => Read() switch
    {
        null => new TollamaException(
            ErrorCode.StoreUnavailable,
            $"the file '{paths.Version}' holds no version of a store",
            $"write the number of its layout into it ({Current} if this version of tollama made it)"),
        > Current and { } version => new TollamaException(
            ErrorCode.StoreUnavailable,
            string.Create(CultureInfo.InvariantCulture, $"the model store '{paths.Models}' has layout {version}, and this version of tollama knows layouts up to {Current}"),
            "use the newer version of tollama that wrote it, or choose another folder with TOLLAMA_MODELS"),
        _ => null,
    };

    /// <summary>Fails if the store is newer than this program.</summary>
    public void Require()
    {
        if (Refusal() is { } refusal)
        {
            throw refusal;
        }
    }

    /// <summary>Brings the store to the layout of this program, before it is changed.</summary>
    public async Task Prepare_NeedsLockAsync(CancellationToken cancellationToken)
    {
        Require();
        if (_isCurrent && File.Exists(paths.Version))
        {
            return;
        }

        if (Read() < Current)
        {
            foreach ((_, string path) in manifests.All())
            {
                await MarkAsync(path, cancellationToken).ConfigureAwait(false);
            }

            onStep?.Invoke(paths.Version);
            byte[] version = System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Current}\n"));
            await AtomicFile.WriteAsync(paths.Version, version, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        }

        _isCurrent = true;
    }

    // A damaged manifest stays as it is: it is told of where models are listed. The time of the file is when the model was installed.
    private async Task MarkAsync(string path, CancellationToken cancellationToken)
    {
        if (manifests.IsLinked(path) || ManifestReader.ParseStored(ManifestReader.BytesOf(path), out _) is not { Origin: null } stored)
        {
            return;
        }

        onStep?.Invoke(path);
        DateTimeOffset installedAt = new(File.GetLastWriteTimeUtc(path), TimeSpan.Zero);
        await AtomicFile.WriteAsync(path, (stored with { Origin = new ModelOrigin { How = Origins.Unknown.How } }).ToJson(), installedAt, cancellationToken).ConfigureAwait(false);
    }

    private int? Read()
    {
        FileInfo file = new(paths.Version);
        if (!file.Exists)
        {
            return First;
        }

        bool isRegular = OperatingSystem.IsWindows() || FileStatus.Behind(file.FullName) is not { IsRegular: false };
        return isRegular && file.Length <= MaxLength && int.TryParse(File.ReadAllText(file.FullName).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int version) && version > 0
            ? version
            : null;
    }
}

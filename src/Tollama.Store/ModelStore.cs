using Tollama.Catalog;
using Tollama.Core.Api;
using Tollama.Core.Errors;

namespace Tollama.Store;

/// <summary>The installed models: manifests by name, blobs by sha256. Safe for many threads, and for many processes on one folder.</summary>
/// <remarks>
/// On disk as Ollama does it: <c>manifests/host/namespace/model/tag</c> names a config blob and the model's files in <c>blobs</c>.
/// The order of writing is: blobs (flush, rename, flush the folder), then the manifest (the same), then blobs that nothing needs any more are
/// removed. Deleting goes the other way round: the manifest, then its blobs. So a manifest never names a blob that is not on disk, whenever
/// the power goes; what a crash can leave is a blob too many. Changes hold the lock of <see cref="StorePaths.LockFile"/>; readers take no lock.
/// A damaged manifest is skipped with a warning, and while there is one, no blob is removed, because it may be one of that model's.
/// </remarks>
public sealed class ModelStore
{
    private readonly TimeProvider _time;
    private readonly ModelRegistry? _registry;
    private readonly FileLock _lock;
    private readonly NameFolder _folder;
    private readonly ManifestReader _reader;
    private readonly ManifestCache _cache = new();
    private readonly ListingCache _listing;
    private readonly StoreLayout _layout;
    private volatile bool _wasThere;

    /// <summary>Opens the store of a folder, which need not exist yet.</summary>
    /// <param name="paths">Where it is.</param>
    /// <param name="time">The clock.</param>
    /// <param name="registry">Where other names of installed models are looked up; <see langword="null"/> for none.</param>
    public ModelStore(StorePaths paths, TimeProvider time, ModelRegistry? registry = null)
    {
        ArgumentNullException.ThrowIfNull(paths);
        Paths = paths;
        _time = time;
        _registry = registry;
        _lock = new FileLock(paths.LockFile, time);
        _folder = new NameFolder(paths.Models, paths.Manifests);
        Names = new RegisteredNames(registry);
        Blobs = new BlobStore(paths);
        Licenses = new LicenseLedger(paths, time);
        Pulls = new PullRecords(paths, time);
        _reader = new ManifestReader(Blobs, Licenses);
        _listing = new ListingCache(paths.Manifests, time);
        _layout = new StoreLayout(paths, time, _folder);
    }

    /// <summary>Where the store is.</summary>
    public StorePaths Paths { get; }

    /// <summary>The content behind the manifests.</summary>
    public BlobStore Blobs { get; }

    /// <summary>The licences that were accepted.</summary>
    public LicenseLedger Licenses { get; }

    /// <summary>What to know of a model that stands under a name of the registry; <see langword="null"/> for nothing.</summary>
    public string? WarningOf(InstalledModel model) => Names.WarningOf(model);

    /// <summary>The names that the registry has given.</summary>
    internal RegisteredNames Names { get; }

    /// <summary>The pulls that have begun and not ended well yet.</summary>
    internal PullRecords Pulls { get; }

    /// <summary>Every installed model, newest first, and a warning for each damaged manifest.</summary>
    /// <exception cref="TollamaException"><see cref="ErrorCode.StoreUnavailable"/>: the folder itself cannot be read.</exception>
    public StoreListing List() => StoreFault.Guard(Paths.Models, () =>
    {
        StoreCheck.RequireReadable(Paths.Manifests);
        _layout.Require();
        List<InstalledModel> models = [];
        List<string> warnings = [];
        foreach ((ModelName name, string path) in _folder.All())
        {
            ManifestReading reading = _reader.Read(name, path);
            if (reading.Model is not null)
            {
                models.Add(reading.Model);
            }
            else if (reading.Fault is not null)
            {
                warnings.Add($"the manifest of '{name}' is damaged and was skipped: {reading.Fault} ({path}); pull the model again, or remove it");
            }
        }

        return new StoreListing
        {
            Models = [.. models.OrderByDescending(model => model.ModifiedAt).ThenBy(model => model.Name.Short, StringComparer.Ordinal)],
            Warnings = warnings,
        };
    });

    /// <summary>The installed models as they were last read: read again only when a manifest was added, replaced or removed.</summary>
    /// <remarks>For questions that come with every request; damage to a file that stays where it is shows in <see cref="List"/>.</remarks>
    /// <exception cref="TollamaException"><see cref="ErrorCode.StoreUnavailable"/>: the folder itself cannot be read.</exception>
    public IReadOnlyList<InstalledModel> Known() => StoreFault.Guard(Paths.Models, () => _listing.Get(() => List().Models));

    /// <summary>The installed model of a name, in whatever case, or of the name that the registry has for it.</summary>
    /// <remarks>A model that was found before costs one look at its manifest file's time and length.</remarks>
    /// <returns><see langword="null"/> if it is not installed, or damaged.</returns>
    public InstalledModel? Find(ModelName name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _cache.Get(name) ?? Search(name);
    }

    /// <summary>The installed model of a name, in whatever case, or of the name that the registry has for it.</summary>
    /// <exception cref="TollamaException"><see cref="ErrorCode.ModelNotFound"/>: it is not installed.</exception>
    public InstalledModel Get(ModelName name) => Find(name) ?? throw NotInstalled(name);

    /// <summary>Installs a model, in place of one of the same name.</summary>
    /// <param name="manifest">What it is. Its layers are blobs that the store has already.</param>
    /// <param name="files">Small files to store with it; the config blob is made from <paramref name="manifest"/>.</param>
    /// <param name="cancellationToken">Ends the work; the model is then installed as before, or not at all.</param>
    /// <exception cref="TollamaException">
    /// <see cref="ErrorCode.InvalidRequest"/>: a layer is not in the store. <see cref="ErrorCode.StoreUnavailable"/>,
    /// <see cref="ErrorCode.InsufficientStorage"/>: the store cannot be written.
    /// </exception>
    public Task<InstalledModel> InstallAsync(
        ModelManifest manifest, IReadOnlyList<LayerContent> files, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(files);
        return InstallAsync(InstallPlan.Create(manifest, files), cancellationToken);
    }

    /// <summary>Gives an installed model a second name, in place of a model that has that name.</summary>
    /// <param name="source">The model.</param>
    /// <param name="destination">The second name.</param>
    /// <param name="force">True to give it a name of the registry.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    /// <exception cref="TollamaException">
    /// <see cref="ErrorCode.ModelNotFound"/>: <paramref name="source"/> is not installed. <see cref="ErrorCode.NameReserved"/>: the registry has given the name. <see cref="ErrorCode.StoreUnavailable"/>: the store cannot be written.
    /// </exception>
    public Task<InstalledModel> CopyAsync(ModelName source, ModelName destination, bool force, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(destination);
        InstalledModel model = Get(source);
        if (model.Name != destination)
        {
            Names.RequireFree(destination, $"a copy of '{model.Name}'", force);
        }

        return ChangeAsync(
            async () => model.Name == destination
                ? model
                : await Write_NeedsLockAsync(destination, (ManifestOf(model) with { Origin = Origins.CopyOf(model) }).ToJson(), cancellationToken).ConfigureAwait(false),
            cancellationToken);
    }

    /// <summary>
    /// Removes a model, and the blobs that no other model needs. A damaged one can be removed too, and one whose pull has not ended: then what was
    /// fetched of it goes.
    /// </summary>
    /// <exception cref="TollamaException">
    /// <see cref="ErrorCode.ModelNotFound"/>: it is not installed. <see cref="ErrorCode.StoreUnavailable"/>: the store cannot be written.
    /// </exception>
    public Task DeleteAsync(ModelName name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        return ChangeAsync(() => Task.FromResult(Delete_NeedsLock(name)), cancellationToken);
    }

    /// <summary>Why this program must leave the store alone: a newer one wrote it; <see langword="null"/> if it need not.</summary>
    /// <exception cref="TollamaException"><see cref="ErrorCode.StoreUnavailable"/>: the folder cannot be read.</exception>
    public TollamaException? Refusal() => StoreFault.Guard(Paths.Models, _layout.Refusal);

    /// <summary>The models that can be pulled; <see langword="null"/> for a store that knows none.</summary>
    internal ModelRegistry? Registry => _registry;

    /// <summary>Whether the store can be read and written, and how much room there is. Writes a small file, so ask now and then only.</summary>
    /// <remarks>The first check makes the folder. Once it was there it is expected to be: who removed it removed the models.</remarks>
    public StoreHealth Check()
    {
        StoreHealth health = StoreCheck.Run(Paths, _layout, _wasThere);
        _wasThere |= health.Writable;
        return health;
    }

    /// <summary>The manifest of a model.</summary>
    internal StoredManifest ManifestOf(InstalledModel model) => StoreFault.Guard(Paths.Models, () =>
    {
        // Somebody may have removed it since it was found.
        string path = _folder.Locate(model.Name);
        byte[] bytes = File.Exists(path) ? ManifestReader.BytesOf(path) : throw NotInstalled(model.Name);
        return ManifestReader.ParseStored(bytes, out string? fault) ?? throw new IOException($"the manifest '{path}' is damaged: {fault}");
    });

    /// <summary>The model of a manifest that is not installed yet, read as it will be once it is.</summary>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidModelFile"/>: it could not be read back.</exception>
    internal InstalledModel Preview(ModelName name, StoredManifest manifest) => Preview(name, manifest.ToJson());

    /// <summary>Installs a manifest whose blobs are all in the store.</summary>
    internal Task<InstalledModel> InstallAsync(ModelName name, byte[] manifest, CancellationToken cancellationToken) =>
        ChangeAsync(() => Write_NeedsLockAsync(name, manifest, cancellationToken), cancellationToken);

    /// <summary>Removes the record of a pull, and what was fetched of it unless a model needs it.</summary>
    internal Task ForgetPullAsync(ModelName name, CancellationToken cancellationToken) => ChangeAsync(
        () =>
        {
            IReadOnlyList<BlobDigest> fetched = Pulls.Find(name) ?? [];
            Pulls.Remove(name);
            Free_NeedsLock(fetched);
            return Task.FromResult(true);
        },
        cancellationToken);

    /// <summary>Removes blobs of something that was not installed in the end, unless a model or a pull needs them.</summary>
    internal Task FreeAsync(IReadOnlyList<BlobDigest> blobs) => blobs.Count == 0 ? Task.CompletedTask : ChangeAsync(
        () =>
        {
            Free_NeedsLock(blobs);
            return Task.FromResult(true);
        },
        CancellationToken.None);

    /// <summary>Takes the lock under which the store is changed; disposing of the result gives it back.</summary>
    internal async Task<IDisposable> LockAsync(CancellationToken cancellationToken)
    {
        IDisposable held = await _lock.AcquireAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await _layout.Prepare_NeedsLockAsync(cancellationToken).ConfigureAwait(false);
            return held;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    internal Task<InstalledModel> InstallAsync(InstallPlan plan, CancellationToken cancellationToken) =>
        ChangeAsync(() => Install_NeedsLockAsync(plan, cancellationToken), cancellationToken);

    private Task<T> ChangeAsync<T>(Func<Task<T>> change, CancellationToken cancellationToken) =>
        StoreFault.GuardAsync(Paths.Models, async () =>
        {
            using IDisposable held = await LockAsync(cancellationToken).ConfigureAwait(false);
            return await change().ConfigureAwait(false);
        });

    private async Task<InstalledModel> Install_NeedsLockAsync(InstallPlan plan, CancellationToken cancellationToken)
    {
        foreach (ReadOnlyMemory<byte> content in plan.Contents)
        {
            await Blobs.WriteAsync(content, cancellationToken).ConfigureAwait(false);
        }

        if (_reader.MissingBlob(plan.Stored.Blobs()) is { } missing)
        {
            throw new TollamaException(ErrorCode.InvalidRequest, $"'{plan.Name}' cannot be installed: {missing}");
        }

        InstalledModel installed = await Write_NeedsLockAsync(plan.Name, plan.Bytes, cancellationToken).ConfigureAwait(false);
        AtomicFile.SweepTemporaries(Paths.Models, _time.GetUtcNow());
        return installed;
    }

    private async Task<InstalledModel> Write_NeedsLockAsync(ModelName name, byte[] manifest, CancellationToken cancellationToken)
    {
        string path = _folder.Locate(name);
        RefuseLink(path);
        Preview(name, manifest);
        IReadOnlyList<BlobDigest> replaced = ManifestReader.ReferencesOf(path) ?? [];
        await AtomicFile.WriteAsync(path, manifest, LaterThan(path), cancellationToken).ConfigureAwait(false);
        _cache.Drop(name);
        Pulls.Remove(name);
        Free_NeedsLock(replaced);
        return Load(name, path)
            ?? throw new TollamaException(ErrorCode.Internal, $"'{name}' was installed but cannot be read back from '{path}'");
    }

    private InstalledModel Preview(ModelName name, byte[] manifest)
    {
        ManifestReading reading = _reader.Preview(name, manifest, _time.GetUtcNow());
        return reading.Model ?? throw new TollamaException(
            ErrorCode.InvalidModelFile, $"'{name}' cannot be installed: {reading.Fault}", "nothing was installed, and a model of that name is as it was");
    }

    // Manifests of one model are all of one length, so their times must tell them apart, even within a tick of a coarse clock.
    private DateTimeOffset LaterThan(string path)
    {
        DateTimeOffset now = _time.GetUtcNow();
        FileInfo replaced = new(path);
        return replaced.Exists && replaced.LastWriteTimeUtc >= now.UtcDateTime
            ? new DateTimeOffset(replaced.LastWriteTimeUtc, TimeSpan.Zero) + TimeSpan.FromMicroseconds(1)
            : now;
    }

    private bool Delete_NeedsLock(ModelName name)
    {
        ModelName stored = Find(name)?.Name ?? name;
        string path = _folder.Locate(stored);
        ModelName begun = Pulls.Find(stored) is null ? _registry?.Resolve(stored) ?? stored : stored;
        IReadOnlyList<BlobDigest>? fetched = Pulls.Find(begun);
        if (!File.Exists(path) && fetched is null)
        {
            throw NotInstalled(name);
        }

        RefuseLink(path);
        IReadOnlyList<BlobDigest> references = ManifestReader.ReferencesOf(path) ?? [];
        if (File.Exists(path))
        {
            _folder.Remove(path);
        }

        Pulls.Remove(begun);
        _cache.Drop(stored);
        Free_NeedsLock([.. references, .. fetched ?? []]);
        return true;
    }

    private void Free_NeedsLock(IReadOnlyList<BlobDigest> candidates)
    {
        if (candidates.Count == 0 || Needed_NeedsLock() is not { } needed)
        {
            return;
        }

        foreach (BlobDigest digest in candidates.Where(digest => !needed.Contains(digest)))
        {
            Blobs.Delete(digest);
        }
    }

    /// <summary>The blobs that some model or some pull needs; <see langword="null"/> if a damaged manifest hides what it needs.</summary>
    internal HashSet<BlobDigest>? Needed_NeedsLock()
    {
        HashSet<BlobDigest> needed = Pulls.Referenced();
        foreach ((_, string path) in _folder.All())
        {
            if (ManifestReader.ReferencesOf(path) is not { } references)
            {
                return null;
            }

            needed.UnionWith(references);
        }

        return needed;
    }

    // Exact places first: they cost one look each, while other cases of a name cost a walk through the folders.
    private InstalledModel? Search(ModelName name)
    {
        _layout.Require();
        ModelName? canonical = _registry?.Find(name)?.ModelName;
        canonical = name.Equals(canonical) ? null : canonical;
        return Load(name, _folder.ExactPath(name))
            ?? (canonical is null ? null : _cache.Get(canonical) ?? Load(canonical, _folder.ExactPath(canonical)))
            ?? Load(name, _folder.Locate(name))
            ?? (canonical is null ? null : Load(canonical, _folder.Locate(canonical)));
    }

    private InstalledModel? Load(ModelName name, string path)
    {
        if (!File.Exists(path) || _folder.IsLinked(path))
        {
            return null;
        }

        InstalledModel? model = _reader.Read(_folder.NameOf(path) ?? name, path).Model;
        if (model is not null)
        {
            _cache.Put(model, path);
        }

        return model;
    }

    private void RefuseLink(string path)
    {
        if (_folder.IsLinked(path))
        {
            throw new TollamaException(ErrorCode.StoreUnavailable, $"'{path}' leads through a symbolic link, which the store does not follow");
        }
    }

    private TollamaException NotInstalled(ModelName name)
    {
        IEnumerable<string> known = List().Models.Select(model => model.Name.Short).Concat(_registry?.Names ?? []);
        string? hint = _registry?.Find(name) is null ? HintFor(name.Short, known) : null;
        return new TollamaException(
            ErrorCode.ModelNotFound, $"model '{name}' not found: it is not installed (tollama pull {name})", hint);
    }

    private static string HintFor(string name, IEnumerable<string> known)
    {
        const string Lists = "'tollama list' shows what is installed, 'tollama list --available' what can be pulled";
        IReadOnlyList<string> nearest = NearestName.Find(name, known, 3);
        return nearest.Count == 0 ? Lists : $"did you mean {string.Join(" or ", nearest.Select(near => $"'{near}'"))}? {Lists}";
    }
}

using System.Runtime.CompilerServices;
using Tollama.Catalog;
using Tollama.Core.Api;
using Tollama.Core.Errors;

namespace Tollama.Store;

/// <summary>Installs models, and reports progress in the words that Ollama's clients know.</summary>
/// <remarks>Callers that pull the same model at the same time share one pull.</remarks>
public sealed class ModelPuller : IAsyncDisposable
{
    private readonly ModelStore _store;
    private readonly ModelRegistry _registry;
    private readonly TimeProvider _time;
    private readonly HubConnections _connections;
    private readonly LicenseGate _gate;
    private readonly PullLane _lane;
    private readonly PullSessions _sessions = new();
    private readonly BuiltInPull _builtIn;
    private readonly HubPull _hubPull;
    private readonly HubClient _hub;

    /// <summary>Creates a puller.</summary>
    /// <param name="store">Where models are installed.</param>
    /// <param name="registry">What can be pulled by name.</param>
    /// <param name="time">The clock.</param>
    /// <param name="acceptedLicenses">Licences, or names of models, that the administrator accepted for everybody; <see langword="null"/> for none.</param>
    /// <param name="hub">Where downloads come from; <see langword="null"/> for the public hub.</param>
    /// <param name="bundled">The folder of the models that ship with the program, a folder <c>NAME/VERSION</c> each; <see langword="null"/> if none do.</param>
    public ModelPuller(
        ModelStore store,
        ModelRegistry registry,
        TimeProvider time,
        IReadOnlyList<string>? acceptedLicenses = null,
        HubOptions? hub = null,
        string? bundled = null)
        : this(store, registry, time, acceptedLicenses ?? [], hub ?? new HubOptions(), new DownloadPolicy(), bundled)
    {
    }

    internal ModelPuller(
        ModelStore store,
        ModelRegistry registry,
        TimeProvider time,
        IReadOnlyList<string> acceptedLicenses,
        HubOptions hub,
        DownloadPolicy policy,
        string? bundled = null)
    {
        _store = store;
        _registry = registry;
        _time = time;
        _connections = new HubConnections(hub, policy);
        _gate = new LicenseGate(store.Licenses, acceptedLicenses);
        _builtIn = new BuiltInPull(store, new BundledFiles(bundled), _gate, time);
        _hub = new HubClient(hub, _connections, policy, time);
        _lane = new PullLane(hub.MaxPulls, policy.MaxWaitingPulls);
        _hubPull = new HubPull(store, _hub, hub, _gate, _lane, policy, time);
    }

    /// <summary>Whether a pull could begin, as far as it can be told without asking the hub.</summary>
    /// <exception cref="TollamaException">
    /// <see cref="ErrorCode.ModelNotFound"/>: neither the registry nor a hub can have it. <see cref="ErrorCode.LicenseNotAccepted"/>: its licence must be
    /// accepted first. <see cref="ErrorCode.InvalidRequest"/>: a revision was asked for that it cannot have.
    /// </exception>
    public void Check(ModelName name, PullOptions options)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(options);
        ModelCard? entry = _registry.Find(name);
        if (entry is not null)
        {
            _gate.Require(entry.ModelName, entry.License, options);
            RequireRevision(entry, options);
        }

        PullTarget? target = Target(name, options);
        if (target is null && entry is null)
        {
            throw Unknown(name);
        }

        if (target is not null && options.Insecure && !_hub.AllowsInsecure)
        {
            throw new TollamaException(
                ErrorCode.InvalidRequest,
                $"'{name}' was to be pulled without a check of the hub's certificate (insecure), and this daemon does not allow that",
                "leave insecure out; or let the operator start the daemon with TOLLAMA_INSECURE_HUB=true, or name the hub's authority in SSL_CERT_FILE");
        }
    }

    /// <summary>Installs a model under the registry's name for it. If it is installed already, the lines say so.</summary>
    /// <remarks>
    /// The lines: <c>pulling manifest</c>, <c>pulling</c> and a digest's first digits with total and completed bytes, <c>verifying sha256 digest</c>,
    /// <c>writing manifest</c>, <c>success</c>. The first line comes after all checks that need no weights: the licence, the architecture,
    /// the free disk; but where other pulls have to end first, it is <c>waiting for other pulls</c>, before any check. A caller that stops listening leaves the pull. The pull ends when the last listener has left, and the next pull goes
    /// on with what was fetched.
    /// </remarks>
    /// <exception cref="TollamaException">
    /// As <see cref="Check"/>. <see cref="ErrorCode.HubUnavailable"/>, <see cref="ErrorCode.HubAccessDenied"/>, <see cref="ErrorCode.Timeout"/>,
    /// <see cref="ErrorCode.Offline"/>: the hub did not send it. <see cref="ErrorCode.QueueFull"/>: too many pulls wait already. <see cref="ErrorCode.DownloadCorrupt"/>,
    /// <see cref="ErrorCode.InvalidModelFile"/>: what it sent cannot be used.
    /// <see cref="ErrorCode.InsufficientStorage"/>, <see cref="ErrorCode.StoreUnavailable"/>: it cannot be stored.
    /// </exception>
    public async IAsyncEnumerable<PullProgress> PullAsync(
        ModelName name, PullOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Check(name, options);
        PullTarget? target = Target(name, options);
        ModelName installedAs = target?.Name ?? _registry.Resolve(name);
        PullKey key = new(installedAs, options.Revision, options.Force, options.Insecure, options.Offline);
        IAsyncEnumerable<PullProgress> lines = _sessions.ListenAsync(key, (emit, token) => RunAsync(target, installedAs, options, emit, token), cancellationToken);
        await foreach (PullProgress line in lines.ConfigureAwait(false))
        {
            yield return line;
        }
    }

    /// <summary>Ends the pulls of a model that are under way here; what they fetched stays.</summary>
    /// <param name="name">Any of its names.</param>
    /// <param name="reason">What their listeners are told.</param>
    /// <param name="cancellationToken">Ends the wait for them to end.</param>
    /// <returns>False if there was none.</returns>
    public Task<bool> CancelAsync(ModelName name, string reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        ModelName installedAs = PullTarget.Of(name, null)?.Name ?? _registry.Resolve(name);
        return _sessions.CancelAsync(installedAs, new TollamaException(ErrorCode.Canceled, reason), cancellationToken);
    }

    /// <summary>Compares the installed models that came from a hub, or are said to, with what the hub has now; ordered by name.</summary>
    /// <remarks>A hub that cannot be asked for one model is an entry with an error, not the end of the list.</remarks>
    public async Task<IReadOnlyList<OutdatedModel>> OutdatedAsync(CancellationToken cancellationToken)
    {
        List<OutdatedModel> models = [];
        foreach (InstalledModel model in _store.List().Models.Where(model => SourceOf(model).Type == "huggingface").OrderBy(model => model.Name.Short, StringComparer.Ordinal))
        {
            models.Add(await CompareAsync(model, cancellationToken).ConfigureAwait(false));
        }

        return models;
    }

    /// <summary>Ends all pulls with an error for their listeners; what they fetched stays.</summary>
    public Task StopAsync() =>
        _sessions.CancelAllAsync(new TollamaException(ErrorCode.Draining, "the daemon is shutting down", "pull again: it goes on from where it is"));

    /// <summary>Ends all pulls, keeps what they fetched, closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        _connections.Dispose();
        _lane.Dispose();
    }

    private Task RunAsync(PullTarget? target, ModelName name, PullOptions options, Action<PullProgress> emit, CancellationToken cancellationToken)
    {
        PullLines lines = new(name.Short, emit, _time);
        return target is null
            ? _builtIn.RunAsync(_registry.Find(name)!, options, lines, cancellationToken)
            : _hubPull.RunAsync(target, options, lines, cancellationToken);
    }

    private PullTarget? Target(ModelName name, PullOptions options) => _registry.Find(name) is { } entry
        ? entry.IsLocal ? null : PullTarget.Of(entry, options.Revision)
        : PullTarget.Of(name, options.Revision);

    private async Task<OutdatedModel> CompareAsync(InstalledModel model, CancellationToken cancellationToken)
    {
        ModelSource source = SourceOf(model);
        string reference = source.Reference ?? HubRepository.DefaultReference;
        OutdatedModel compared = new()
        {
            Model = model.Name.Short,
            RepoId = source.RepoId ?? "",
            Reference = reference,
            Installed = source.Revision ?? "",
            Outdated = false,
        };
        try
        {
            HubRevision revision = await _hub.ResolveAsync(compared.RepoId, reference, insecure: false, cancellationToken).ConfigureAwait(false);
            IReadOnlyList<string> differs = revision.Commit == compared.Installed ? await DiffersAsync(model, revision, cancellationToken).ConfigureAwait(false) : [];
            return compared with
            {
                Available = revision.Commit,
                Differs = differs.Count > 0 ? differs : null,
                Outdated = revision.Commit != compared.Installed || differs.Count > 0,
            };
        }
        catch (TollamaException fault)
        {
            return compared with { Error = fault.Message };
        }
    }

    private static ModelSource SourceOf(InstalledModel model) => Origins.Root(model.Manifest.Origin).Claims?.Source ?? model.Manifest.Source;

    // The hub's files under the name that the registry has for the repository: it says which files there are.
    private async Task<IReadOnlyList<string>> DiffersAsync(InstalledModel model, HubRevision revision, CancellationToken cancellationToken)
    {
        IReadOnlyList<HubFile> listing = await _hub.ListAsync(revision, insecure: false, cancellationToken).ConfigureAwait(false);
        PullTarget target = new() { Name = model.Name, Entry = _registry.Find(model.Name), RepoId = revision.RepoId, Reference = revision.Reference };
        return HubComparison.Differences(model, PullFiles.Choose(target, listing), _store.Blobs);
    }

    private static void RequireRevision(ModelCard entry, PullOptions options)
    {
        if (entry.IsLocal && options.Revision is { } revision)
        {
            throw new TollamaException(
                ErrorCode.InvalidRequest,
                $"'{entry.Name}' has no revisions: it is part of tollama (revision '{ModelNameGrammar.Printable(revision)}' was asked for)",
                "leave the revision out");
        }
    }

    private TollamaException Unknown(ModelName name) => new(
        ErrorCode.ModelNotFound,
        $"model '{name}' not found: the registry has no such model ('tollama list --available' shows what can be pulled; hf.co/OWNER/NAME names a hub's repository)",
        _registry.Nearest(name.Short, 3) is { Count: > 0 } nearest ? $"did you mean {string.Join(" or ", nearest.Select(near => $"'{near}'"))}?" : null);
}

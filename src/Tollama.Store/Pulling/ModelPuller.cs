using System.Runtime.CompilerServices;
using Tollama.Core.Api;
using Tollama.Core.Errors;

namespace Tollama.Store;

/// <summary>Installs models of the registry, and tells how far it is in the words of Ollama's clients.</summary>
/// <param name="store">Where they are installed.</param>
/// <param name="registry">What can be pulled.</param>
/// <param name="time">The clock.</param>
/// <param name="acceptedLicenses">Licences, or names of models, that the administrator accepted for everybody; <see langword="null"/> for none.</param>
public sealed class ModelPuller(
    ModelStore store, ModelRegistry registry, TimeProvider time, IReadOnlyList<string>? acceptedLicenses = null)
{
    private readonly LicenseGate _gate = new(store.Licenses, acceptedLicenses ?? []);

    /// <summary>Whether a pull could begin. Ask before the first byte of an answer: afterwards only an error line is possible.</summary>
    /// <exception cref="TollamaException">
    /// <see cref="ErrorCode.ModelNotFound"/>: the registry does not know it. <see cref="ErrorCode.LicenseNotAccepted"/>: its licence must be
    /// accepted first. <see cref="ErrorCode.InvalidRequest"/>: a revision was asked for that it cannot have.
    /// <see cref="ErrorCode.NotImplemented"/>: it would have to be downloaded.
    /// </exception>
    public void Check(ModelName name, PullOptions options)
    {
        RegistryEntry entry = Entry(name);
        _gate.Require(entry, options);
        RequireLocal(entry);
        if (options.Revision is not null)
        {
            throw new TollamaException(
                ErrorCode.InvalidRequest,
                $"'{entry.Name}' has no revisions: it is part of tollama (revision '{ModelNameGrammar.Printable(options.Revision)}' was asked for)",
                "leave the revision out");
        }
    }

    /// <summary>Pulls a model: installs it under the registry's name for it, or verifies it if it is installed already.</summary>
    /// <remarks>
    /// The lines: <c>pulling manifest</c>, one for each blob, <c>verifying sha256 digest</c>, <c>writing manifest</c>, <c>success</c>.
    /// </remarks>
    /// <exception cref="TollamaException">As <see cref="Check"/>; or the store cannot be written.</exception>
    public async IAsyncEnumerable<PullProgress> PullAsync(
        ModelName name, PullOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Check(name, options);
        RegistryEntry entry = Entry(name);
        string model = entry.ModelName.Short;
        await _gate.RememberAsync(entry, options, cancellationToken).ConfigureAwait(false);

        yield return new PullProgress { Status = "pulling manifest", Model = model };
        InstallPlan plan = InstallPlan.Create(ManifestOf(entry), []);
        foreach (ReadOnlyMemory<byte> content in plan.Contents)
        {
            yield return Pulled(model, await store.Blobs.WriteAsync(content, cancellationToken).ConfigureAwait(false));
        }

        yield return new PullProgress { Status = "verifying sha256 digest", Model = model };
        await VerifyAsync(plan, cancellationToken).ConfigureAwait(false);

        yield return new PullProgress { Status = "writing manifest", Model = model };
        InstalledModel? installed = options.Force ? null : SameAs(plan);
        installed ??= await store.InstallAsync(plan, cancellationToken).ConfigureAwait(false);
        yield return new PullProgress
        {
            Status = "success",
            Model = model,
            Digest = "sha256:" + installed.Digest,
            Done = true,
            Manifest = installed.Manifest,
        };
    }

    private static PullProgress Pulled(string model, BlobInfo blob) => new()
    {
        Status = $"pulling {blob.Digest.Short}",
        Model = model,
        Digest = blob.Digest.ToString(),
        Total = blob.Size,
        Completed = blob.Size,
    };

    private static void RequireLocal(RegistryEntry entry)
    {
        if (!entry.IsLocal)
        {
            throw new TollamaException(
                ErrorCode.NotImplemented,
                $"'{entry.Name}' cannot be pulled: downloads from a model hub are not part of this version yet (it would come from {entry.Source.RepoId})",
                "models that are built in need no download: 'tollama pull auto', 'theta', 'seasonal-naive'; 'tollama list --available' shows all");
        }
    }

    private RegistryEntry Entry(ModelName name) => registry.Find(name) ?? throw new TollamaException(
        ErrorCode.ModelNotFound,
        $"model '{name}' not found: the registry has no such model ('tollama list --available' shows what can be pulled)",
        registry.Nearest(name.Short, 3) is { Count: > 0 } nearest ? $"did you mean {string.Join(" or ", nearest.Select(near => $"'{near}'"))}?" : null);

    private ModelManifest ManifestOf(RegistryEntry entry) => new()
    {
        Name = entry.ModelName.Short,
        Family = entry.Family,
        Variant = entry.Variant ?? entry.ModelName.Short,
        Architecture = entry.Architecture,
        Description = entry.Description,
        Source = entry.Source,
        InstalledAt = Timestamp.Format(time.GetUtcNow()),
        License = entry.License,
        ParameterCount = entry.ParameterCount,
        ContextLength = entry.ContextLength,
        MaxHorizon = entry.MaxHorizon,
        QuantileLevels = entry.QuantileLevels,
        Capabilities = entry.Capabilities,
    };

    private InstalledModel? SameAs(InstallPlan plan) =>
        store.Find(plan.Name) is { } model && model.Name.Equals(plan.Name) && model.Digest == plan.Digest.Hex ? model : null;

    private async Task VerifyAsync(InstallPlan plan, CancellationToken cancellationToken)
    {
        foreach (ManifestLayer layer in plan.Stored.Blobs())
        {
            if (!BlobDigest.TryParse(layer.Digest, out BlobDigest? digest)
                || !await store.Blobs.VerifyAsync(digest, cancellationToken).ConfigureAwait(false))
            {
                throw new TollamaException(
                    ErrorCode.StoreUnavailable,
                    $"the blob {layer.Digest} of '{plan.Name}' is not what was written: the disk or another program changed it",
                    $"try again (tollama pull {plan.Name}), and check the disk if it happens again");
            }
        }
    }
}

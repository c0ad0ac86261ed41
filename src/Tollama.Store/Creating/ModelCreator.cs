using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using Tollama.Catalog.Architectures;
using Tollama.Catalog.Safetensors;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Requests;

namespace Tollama.Store;

/// <summary>Makes models of installed ones, or of uploaded files, with defaults of their own.</summary>
/// <param name="store">Where they are installed.</param>
/// <param name="puller">Pulls the model that another is made of, if it is not installed.</param>
/// <param name="time">The clock.</param>
/// <param name="limits">How large requests may be, and so the defaults of a model; the usual limits by default.</param>
public sealed class ModelCreator(ModelStore store, ModelPuller puller, TimeProvider time, RequestLimits? limits = null)
{
    private const string LicenseName = "LICENSE";

    private readonly DefaultsCheck _defaults = new(store.Registry, limits ?? new RequestLimits());

    /// <summary>Whether a request makes sense. Ask before the first byte of an answer.</summary>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>, <see cref="ErrorCode.InvalidName"/>, <see cref="ErrorCode.ModelNotFound"/>.</exception>
    public void Check(CreateRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!string.IsNullOrEmpty(request.Quantize))
        {
            throw new TollamaException(
                ErrorCode.InvalidRequest,
                $"quantize is '{Excerpt.Of(request.Quantize)}': weights are not made smaller yet, models are created with the weights of their files",
                "leave quantize out");
        }

        ModelRecipe recipe = ModelRecipe.Read(request);
        RequireName(recipe, request.Force ?? false);
        if (recipe.From is { } from && store.Find(from) is null)
        {
            puller.Check(from, new PullOptions());
        }

        if (recipe.From is null)
        {
            RequireUploaded(recipe);
        }
        else if (store.Find(recipe.From) is { } parent)
        {
            _defaults.Require(recipe.Name, OfModel(recipe, parent));
        }
    }

    /// <summary>Creates a model; the last line says <c>success</c>.</summary>
    /// <exception cref="TollamaException">As <see cref="Check"/>; <see cref="ErrorCode.InvalidModelFile"/>: the files are no model.</exception>
    public async IAsyncEnumerable<PullProgress> CreateAsync(CreateRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Check(request);
        ModelRecipe recipe = ModelRecipe.Read(request);
        string model = recipe.Name.Short;
        if (recipe.From is { } from && store.Find(from) is null)
        {
            await foreach (PullProgress line in puller.PullAsync(from, new PullOptions(), cancellationToken).ConfigureAwait(false))
            {
                if (line.Done != true)
                {
                    yield return line;
                }
            }
        }

        ModelManifest manifest = recipe.From is { } parent ? OfModel(recipe, store.Get(parent)) : OfFiles(recipe, cancellationToken);
        _defaults.Require(recipe.Name, manifest);
        foreach (ManifestLayer layer in manifest.Layers)
        {
            yield return new PullProgress { Status = $"using existing layer {layer.Digest}", Model = model };
        }

        yield return new PullProgress { Status = "writing manifest", Model = model };
        InstalledModel installed = await store.InstallAsync(manifest, LicenseFile(recipe), cancellationToken).ConfigureAwait(false);
        yield return new PullProgress { Status = "success", Model = model, Digest = "sha256:" + installed.Digest, Done = true, Manifest = installed.Manifest };
    }

    private void RequireName(ModelRecipe recipe, bool force)
    {
        if (recipe.From is { } from)
        {
            store.Names.RequireFree(recipe.Name, $"a model made of '{from}'", force);
        }
        else
        {
            store.Names.RequireNotReplaced(recipe.Name, store.Find(recipe.Name), "a model made of files", force);
        }
    }

    private static List<LayerContent> LicenseFile(ModelRecipe recipe) => recipe.License is { } text
        ? [new LayerContent { MediaType = MediaTypes.License, Name = LicenseName, Content = Encoding.UTF8.GetBytes(text) }]
        : [];

    private ModelManifest OfModel(ModelRecipe recipe, InstalledModel parent) => parent.Manifest with
    {
        Name = recipe.Name.Short,
        Origin = Origins.CreatedOf(parent),
        From = parent.Name.Short,
        Description = recipe.Description ?? parent.Manifest.Description,
        InstalledAt = Timestamp.Format(time.GetUtcNow()),
        Options = Merged(parent.Manifest.Options, recipe.Parameters),
        Layers = [.. parent.Manifest.Layers.Where(layer => recipe.License is null || layer.MediaType != MediaTypes.License)],
    };

    private ModelManifest OfFiles(ModelRecipe recipe, CancellationToken cancellationToken)
    {
        RequireUploaded(recipe);
        ModelArchitecture architecture = ConfigFile.Recognize(store.Blobs, recipe.Files[PullFiles.ConfigName]);
        IReadOnlyList<SafetensorsHeader> headers = WeightsCheck.ReadAll(Weights(recipe).Select(file => store.Blobs.PathOf(file.Value)), cancellationToken);
        WeightsCheck.Require(recipe.Name, architecture, headers);
        return new ModelManifest
        {
            Name = recipe.Name.Short,
            Family = architecture.Family,
            Variant = recipe.Name.Model,
            Architecture = architecture.Name,
            Description = recipe.Description ?? "Made of files.",
            Source = new ModelSource { Type = "files" },
            Origin = Origins.OfFiles,
            InstalledAt = Timestamp.Format(time.GetUtcNow()),
            License = new LicenseInfo { Type = recipe.License is null ? "unknown" : "custom" },
            ParameterCount = architecture.ParameterCount,
            ContextLength = architecture.ContextLength,
            MaxHorizon = architecture.MaxHorizon,
            QuantileLevels = architecture.QuantileLevels,
            Capabilities = architecture.Capabilities,
            Options = Merged(null, recipe.Parameters),
            Layers = [.. Kept(recipe).Select(file => Layer(file.Key, file.Value))],
        };
    }

    private static JsonObject? Merged(JsonObject? defaults, JsonObject own)
    {
        JsonObject merged = (JsonObject?)defaults?.DeepClone() ?? [];
        foreach ((string key, JsonNode? value) in own)
        {
            merged[key] = value?.DeepClone();
        }

        return merged.Count > 0 ? merged : null;
    }

    private static IEnumerable<KeyValuePair<string, BlobDigest>> Weights(ModelRecipe recipe) =>
        recipe.Files.Where(file => file.Key.EndsWith(".safetensors", StringComparison.Ordinal)).OrderBy(file => file.Key, StringComparer.Ordinal);

    // A licence of the request replaces one among the files; what is neither configuration, weights nor licence is not needed.
    private static IEnumerable<KeyValuePair<string, BlobDigest>> Kept(ModelRecipe recipe) =>
        recipe.Files.Where(file => file.Key == PullFiles.ConfigName)
            .Concat(Weights(recipe))
            .Concat(recipe.Files.Where(file => recipe.License is null && PullFiles.IsLicense(file.Key)).Take(1));

    private ManifestLayer Layer(string name, BlobDigest digest) => new()
    {
        MediaType = name == PullFiles.ConfigName ? MediaTypes.Architecture : PullFiles.IsLicense(name) ? MediaTypes.License : MediaTypes.Weights,
        Name = name,
        Digest = digest.ToString(),
        Size = store.Blobs.SizeOf(digest) ?? 0,
    };

    private void RequireUploaded(ModelRecipe recipe)
    {
        foreach ((string name, BlobDigest digest) in recipe.Files)
        {
            if (!store.Blobs.Contains(digest))
            {
                throw new TollamaException(
                    ErrorCode.InvalidRequest, $"the content of '{name}' ({digest}) is not in the store", $"upload it first: POST /api/blobs/{digest}");
            }
        }

        if (!recipe.Files.ContainsKey(PullFiles.ConfigName) || !Weights(recipe).Any())
        {
            throw new TollamaException(
                ErrorCode.InvalidModelFile,
                $"'{recipe.Name}' cannot be made of {Excerpt.List([.. recipe.Files.Keys.Order(StringComparer.Ordinal)])}: a model needs config.json and at least one safetensors file",
                "weights in other formats (.bin, .pt, .ckpt) can run code when they are read and are not taken");
        }
    }
}

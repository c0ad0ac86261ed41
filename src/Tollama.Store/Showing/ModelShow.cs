using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Tollama.Catalog.Safetensors;
using Tollama.Core.Api;

namespace Tollama.Store;

/// <summary>Describes an installed model in the words of the API.</summary>
public static class ModelShow
{
    private const int KeyWidth = 30;

    /// <summary>The answer of <c>/api/show</c>.</summary>
    /// <param name="model">The model.</param>
    /// <param name="blobs">Where its files are.</param>
    /// <param name="verbose">True to list the tensors of its weights.</param>
    public static ShowResponse Show(InstalledModel model, BlobStore blobs, bool verbose = false)
    {
        ArgumentNullException.ThrowIfNull(model);
        ModelFiles files = ModelFiles.Of(model, blobs);
        ModelManifest manifest = model.Manifest;
        return new ShowResponse
        {
            Name = model.Name.Short,
            Model = model.Name.Short,
            Family = manifest.Family,
            License = LicenseOf(manifest.License, files),
            LicenseInfo = manifest.License,
            Modelfile = Modelfile(model),
            Parameters = string.Join('\n', Parameters(manifest).Select(pair => $"{pair.Key.PadRight(KeyWidth)} {pair.Value}")),
            Details = Details(manifest),
            ModelInfo = ModelInfo(manifest),
            Capabilities = manifest.Capabilities,
            ModifiedAt = Timestamp.Format(model.ModifiedAt),
            Digest = model.Digest,
            Size = model.Size,
            Source = manifest.Source,
            Origin = manifest.Origin,
            Description = manifest.Description,
            Tensors = verbose && files.Weights.Count > 0 ? [.. files.Weights.SelectMany(Tensors)] : null,
        };
    }

    /// <summary>The model's line of <c>/api/tags</c>.</summary>
    public static ModelEntry Entry(InstalledModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new ModelEntry
        {
            Name = model.Name.Short,
            Model = model.Name.Short,
            ModifiedAt = Timestamp.Format(model.ModifiedAt),
            Size = model.Size,
            Digest = model.Digest,
            Details = Details(model.Manifest),
            Origin = model.Manifest.Origin,
            Capabilities = model.Manifest.Capabilities,
        };
    }

    /// <summary>The model's nature, as it stands in every list.</summary>
    public static ModelDetails Details(ModelManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        string type = Origins.Root(manifest.Origin).Claims?.Source?.Type ?? manifest.Source.Type;
        return new ModelDetails
        {
            Format = type is "huggingface" or "files" or "bundled" ? "safetensors" : type,
            ParentModel = manifest.From ?? "",
            Family = manifest.Family,
            Families = [manifest.Family],
            ParameterSize = ParameterSize(manifest.ParameterCount ?? 0),
            QuantizationLevel = manifest.ParameterCount > 0 ? "F32" : "",
            ContextLength = manifest.ContextLength,
        };
    }

    /// <summary>A number of weights for people: <c>8.7M</c>; empty for none.</summary>
    internal static string ParameterSize(long count) => count switch
    {
        <= 0 => "",
        < 1_000 => count.ToString(CultureInfo.InvariantCulture),
        < 999_950 => Scaled(count, 1e3, "K"),
        < 999_950_000 => Scaled(count, 1e6, "M"),
        _ => Scaled(count, 1e9, "B"),
    };

    private static string Scaled(long count, double unit, string suffix) =>
        (count / unit).ToString("0.#", CultureInfo.InvariantCulture) + suffix;

    private static string LicenseOf(LicenseInfo license, ModelFiles files)
    {
        string line = LicenseTexts.Describe(license.Type);
        string head = license.Url is null ? line : $"{line}\n{license.Url}";
        return files.License is { } path ? $"{head}\n\n{StoreFault.Guard(path, () => TextFile.Head(path))}" : head;
    }

    private static IEnumerable<TensorInfo> Tensors(string weights) => StoreFault.Guard(weights, () => WeightsFile.ReadHeader(weights)).Tensors
        .OrderBy(tensor => tensor.Name, StringComparer.Ordinal)
        .Select(tensor => new TensorInfo { Name = tensor.Name, Type = tensor.Type.ToWireName(), Shape = tensor.Shape });

    private static string Modelfile(InstalledModel model)
    {
        StringBuilder text = new();
        text.Append("FROM ").Append(model.Manifest.From ?? model.Name.Short).Append('\n');
        foreach ((string key, string value) in Parameters(model.Manifest))
        {
            text.Append("PARAMETER ").Append(key).Append(' ').Append(value).Append('\n');
        }

        if (model.Manifest is { From: not null, Description: { } description })
        {
            text.Append("DESCRIPTION ").Append(description).Append('\n');
        }

        return text.ToString();
    }

    private static IEnumerable<KeyValuePair<string, string>> Parameters(ModelManifest manifest) =>
        (manifest.Options ?? []).Select(option => KeyValuePair.Create(option.Key, option.Value?.ToJsonString() ?? "null"));

    private static JsonObject ModelInfo(ModelManifest manifest)
    {
        JsonObject info = new()
        {
            ["general.architecture"] = manifest.Architecture ?? manifest.Family,
            ["general.parameter_count"] = manifest.ParameterCount ?? 0,
            ["general.license"] = manifest.License.Type,
        };
        Add(info, "tollama.context_length", manifest.ContextLength);
        Add(info, "tollama.max_horizon", manifest.MaxHorizon);
        Add(info, "tollama.quantile_levels", manifest.QuantileLevels is { } levels ? new JsonArray([.. levels.Select(level => JsonValue.Create(level))]) : null);
        return info;
    }

    private static void Add(JsonObject info, string key, JsonNode? value)
    {
        if (value is not null)
        {
            info[key] = value;
        }
    }
}

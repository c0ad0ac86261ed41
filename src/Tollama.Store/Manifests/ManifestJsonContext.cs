using System.Text.Json.Serialization;

namespace Tollama.Store;

/// <summary>Manifest files use the names of container registries, not tollama's wire names.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(StoredManifest))]
internal sealed partial class ManifestJsonContext : JsonSerializerContext;

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tollama.Catalog;

/// <summary>The files of the catalog, written by people: strict on nulls, lenient on comments.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    AllowDuplicateProperties = false,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true)]
[JsonSerializable(typeof(OptionFile))]
[JsonSerializable(typeof(RegistryFile))]
internal sealed partial class CatalogJsonContext : JsonSerializerContext;

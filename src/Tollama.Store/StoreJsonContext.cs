using System.Text.Json;
using System.Text.Json.Serialization;
using Tollama.Core.Api;

namespace Tollama.Store;

/// <summary>tollama's own files, written by programs and sometimes by people: strict on nulls, lenient on comments.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    AllowDuplicateProperties = false,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(ModelManifest))]
[JsonSerializable(typeof(LicenseFile))]
[JsonSerializable(typeof(DownloadJournal))]
[JsonSerializable(typeof(PullRecord))]
[JsonSerializable(typeof(ArchiveHead))]
internal sealed partial class StoreJsonContext : JsonSerializerContext;

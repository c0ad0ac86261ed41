using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tollama.Daemon.Runners;

/// <summary>How runner definitions are written: by hand, so comments and trailing commas are welcome; unknown keys are typing errors.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(RunnerDefinition))]
internal sealed partial class RunnerDefinitionJson : JsonSerializerContext;

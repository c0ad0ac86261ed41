using System.Text.Json.Serialization;

namespace Tollama.Cli.Verifying;

/// <summary>The JSON of files with reference forecasts.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ReferenceFile))]
internal sealed partial class ReferenceJsonContext : JsonSerializerContext;

using System.Text.Json.Serialization;

namespace Tollama.Store;

/// <summary>The hub's answers, in its own names. What tollama does not need of them is not read.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HubModelJson))]
[JsonSerializable(typeof(List<HubEntryJson>))]
internal sealed partial class HubJsonContext : JsonSerializerContext;

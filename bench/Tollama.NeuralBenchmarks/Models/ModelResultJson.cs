using System.Text.Json.Serialization;

namespace Tollama.NeuralBenchmarks.Models;

/// <summary>Results on their way from the process that measured to the one that writes the page.</summary>
[JsonSourceGenerationOptions(IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(ModelResult))]
internal sealed partial class ModelResultJson : JsonSerializerContext;

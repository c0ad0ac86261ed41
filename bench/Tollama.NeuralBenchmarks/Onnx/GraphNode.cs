namespace Tollama.NeuralBenchmarks.Onnx;

/// <summary>One step of a graph.</summary>
/// <param name="Operation">The operator.</param>
/// <param name="Inputs">The names of its inputs; an empty one is left out.</param>
/// <param name="Output">The name of its output.</param>
/// <param name="Attributes">Its attributes: <see langword="float"/>, <see langword="long"/> or an array of <see langword="long"/>.</param>
internal sealed record GraphNode(string Operation, string[] Inputs, string Output, IReadOnlyDictionary<string, object> Attributes);

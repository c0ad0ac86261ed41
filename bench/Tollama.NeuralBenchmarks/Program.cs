using System.CommandLine;
using Tollama.NeuralBenchmarks.Kernels;
using Tollama.NeuralBenchmarks.Models;

RootCommand root = new("Speed of the neural engine beside ONNX Runtime.") { KernelsCommand.Create(), ModelsCommand.Create(), WriteCommand.Create() };
return root.Parse(args).Invoke();

using System.CommandLine;
using Tollama.NeuralBenchmarks.Kernels;

RootCommand root = new("Speed of the neural kernels beside ONNX Runtime.") { KernelsCommand.Create() };
return root.Parse(args).Invoke();

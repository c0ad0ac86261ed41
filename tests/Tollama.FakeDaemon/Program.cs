using Microsoft.Extensions.Logging.Abstractions;
using Tollama.Core.Protocol;
using Tollama.Daemon.Runners;

// A daemon reduced to its supervisor: starts the runner given by the arguments, loads a model, and stays until it is killed.
Dictionary<string, string> environment = new System.Diagnostics.ProcessStartInfo().Environment.ToDictionary(pair => pair.Key, pair => pair.Value ?? "");
RunnerLaunch launch = new() { Name = "fake", FileName = args[0], Arguments = args[1..], Environment = RunnerEnvironment.Filter(environment) };
RunnerSupervisor supervisor = new(launch, new RunnerPolicy(), TimeProvider.System, NullLogger<RunnerSupervisor>.Instance, metrics: null);
await supervisor.LoadAsync(new ModelLoad(new LoadParams { Model = "m", Family = "fake" }), CancellationToken.None);
await Task.Delay(Timeout.Infinite);

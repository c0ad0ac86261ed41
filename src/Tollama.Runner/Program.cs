using System.Reflection;
using Tollama.Core.Configuration;
using Tollama.Core.Forecasting;
using Tollama.Runner;
using Tollama.Runner.Sdk;
using Tollama.Stats;

string version = typeof(RunnerArguments).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";
if (RunnerArguments.Parse(args, Console.Error) is not { } arguments)
{
    return 2;
}

if (arguments.ShowVersion)
{
    await Console.Out.WriteLineAsync($"tollama-runner {version}").ConfigureAwait(false);
    return 0;
}

if (Computation.Configure(TollamaEnvironment.FromProcess(), Console.Error) is not { } computation)
{
    return 2;
}

IReadOnlyList<IModelFamily> families = FamilyTable.Create(arguments.Families, computation);
RunnerHostOptions options = new()
{
    Name = "tollama-runner",
    Version = version,
    Families = families,
    Unloaded = UnloadedModels.Find,
    Analyzer = new StatsAnalyzer(),
    Imputer = new StatsImputer(),
    Sampler = new SeriesSampler(),
    Log = Console.Error,
};
RunnerThreads.Prepare(options.MaxParallelRequests);
RunnerHost host = new(options);
using Stream input = Console.OpenStandardInput();
using Stream output = Console.OpenStandardOutput();
await host.RunAsync(input, output, CancellationToken.None).ConfigureAwait(false);
return 0;

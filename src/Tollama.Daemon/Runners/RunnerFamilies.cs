using Tollama.Catalog;
using Tollama.Core.Errors;

namespace Tollama.Daemon.Runners;

/// <summary>Which process serves which family of models.</summary>
internal sealed class RunnerFamilies
{
    private const string RunnerName = "tollama-runner";

    private const int NiceOfLargeWork = 10;

    private static readonly TimeSpan IdleLargeWork = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, RunnerFamily> _families;

    /// <summary>Builds the table.</summary>
    /// <param name="programFolder">The folder with <c>tollama-runner</c>: the one of the running program.</param>
    /// <param name="environment">The complete environment of the children, see <see cref="RunnerEnvironment.Filter"/>.</param>
    /// <param name="definitions">Third-party runners, see <see cref="RunnerDefinitionReader"/>.</param>
    public RunnerFamilies(string programFolder, IReadOnlyDictionary<string, string> environment, RunnerDefinitions definitions)
    {
        Definitions = definitions;
        _families = Families.All.Select(family => Built(family, programFolder, environment))
            .Concat(definitions.All.Select(definition => Defined(definition, environment)))
            .ToDictionary(family => family.Name);
    }

    /// <summary>The third-party runners, for the registry to list their models.</summary>
    public RunnerDefinitions Definitions { get; }

    /// <summary>The family of this name; <see langword="null"/> if there is none.</summary>
    public RunnerFamily? Find(string family) => _families.GetValueOrDefault(family);

    /// <summary>The family of this name.</summary>
    /// <exception cref="TollamaException">There is none.</exception>
    public RunnerFamily Get(string family) => Find(family) ?? throw NotServed(family);

    private TollamaException NotServed(string family) => Definitions.Refused.GetValueOrDefault(family) is { } fault
        ? new TollamaException(
            ErrorCode.NotImplemented,
            $"The runner of family '{family}' is described but not trusted: {fault.Reason}.",
            $"{fault.Remedy}. Then restart the daemon.")
        : new TollamaException(
            ErrorCode.NotImplemented,
            $"No runner serves models of family '{family}'; there are: {string.Join(", ", _families.Keys.Order())}.",
            $"Install a newer tollama, or describe a runner in runners/{family}.json in the tollama folder.");

    private static RunnerFamily Built(ModelFamily family, string programFolder, IReadOnlyDictionary<string, string> environment)
    {
        string executable = Path.Join(programFolder, OperatingSystem.IsWindows() ? RunnerName + ".exe" : RunnerName);
        string library = Path.Join(programFolder, RunnerName + ".dll");
        bool throughDotnet = !File.Exists(executable) && File.Exists(library);
        RunnerLaunch launch = new()
        {
            Name = family.Name,
            FileName = throughDotnet ? "dotnet" : executable,
            Arguments = throughDotnet ? [library] : [],
            Environment = environment,
        };
        return new RunnerFamily
        {
            Name = family.Name,
            Exclusive = family.HasWeights,
            Launch = launch,
            LargeLaunch = family.HasWeights ? null : LargeWork(launch),
        };
    }

    // A long forecast must not hold the threads, the memory or the life of the process in which everybody's small ones are computed. Its process yields the
    // processors to others and goes when it is not needed, with all its memory.
    private static RunnerLaunch LargeWork(RunnerLaunch launch) =>
        launch with { Name = $"{launch.Name} (large)", Nice = NiceOfLargeWork, StopWhenIdle = IdleLargeWork };

    private static RunnerFamily Defined(RunnerDefinition definition, IReadOnlyDictionary<string, string> environment) => new()
    {
        Name = definition.Family,
        Exclusive = definition.Exclusive,
        Launch = definition.Launch(environment),
    };
}

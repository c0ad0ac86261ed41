using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Tollama.Catalog;
using Tollama.Store;

namespace Tollama.Daemon.Runners;

/// <summary>Reads the definitions of third-party runners.</summary>
internal static partial class RunnerDefinitionReader
{
    private const int MaxBytes = 1 << 20;

    /// <summary>
    /// Reads every <c>*.json</c> in <paramref name="folder"/>, by name. A broken one is a warning in the log and left out, and so is one that others than the user
    /// and root may write, or whose program they may: nobody else decides what the daemon runs.
    /// </summary>
    /// <param name="folder">May be absent: then there are none.</param>
    /// <param name="environment">The environment of the children, whose <c>PATH</c> says which programs are meant.</param>
    /// <param name="logger">Hears of what was left out.</param>
    public static RunnerDefinitions ReadAll(string folder, IReadOnlyDictionary<string, string> environment, ILogger logger)
    {
        if (!Directory.Exists(folder))
        {
            return RunnerDefinitions.None;
        }

        List<RunnerDefinition> definitions = [];
        Dictionary<string, FileFault> refused = [];
        FileFault? ofFolder = FileTrust.Fault(folder);
        foreach (string path in Directory.EnumerateFiles(folder, "*.json").Order())
        {
            try
            {
                RunnerDefinition? definition = null;
                FileFault? fault = ofFolder ?? FileTrust.Fault(path) ?? CommandTrust.Fault((definition = Read(path)).Launch(environment));
                if (fault is null)
                {
                    definitions.Add(definition!);
                }
                else
                {
                    refused[Path.GetFileNameWithoutExtension(path)] = fault;
                    RunnerLog.DefinitionRefused(logger, path, fault.Reason, fault.Remedy);
                }
            }
            catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
            {
                RunnerLog.DefinitionSkipped(logger, path, error.Message);
            }
        }

        return new RunnerDefinitions(definitions, refused);
    }

    private static RunnerDefinition Read(string path)
    {
        RunnerDefinition definition = JsonSerializer.Deserialize(RegularFile.Read(path, MaxBytes), RunnerDefinitionJson.Default.RunnerDefinition)
            ?? throw new JsonException("the file holds null");
        string expected = Path.GetFileNameWithoutExtension(path);
        string? fault =
            !FamilyName().IsMatch(definition.Family) ? $"family '{definition.Family}' must consist of lower-case letters, digits and dashes"
            : definition.Family != expected ? $"family '{definition.Family}' belongs into '{definition.Family}.json'"
            : Families.Find(definition.Family) is not null ? $"family '{definition.Family}' is built in"
            : definition.Command.Count == 0 || definition.Command.Any(string.IsNullOrWhiteSpace) ? "command must name an executable and has no empty parts"
            : definition.Models.Any(model => string.IsNullOrWhiteSpace(model?.Name)) ? "a model has no name"
            : definition.Models.Any(model => model.Capabilities?.Any(string.IsNullOrWhiteSpace) == true) ? "a capability has no name"
            : null;
        return fault is null ? definition : throw new JsonException(fault);
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,63}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FamilyName();
}

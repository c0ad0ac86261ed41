using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Tollama.Catalog;
using Tollama.Core.Errors;
using Tollama.Core.Json;
using Tollama.Store;

namespace Tollama.Daemon.Runners;

/// <summary>Reads the definitions of third-party runners.</summary>
internal static partial class RunnerDefinitionReader
{
    private const int MaxBytes = 1 << 20;

    // People write these files by hand.
    private static readonly JsonReaderOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>
    /// Reads every <c>*.json</c> in <paramref name="folder"/>, by name. A broken one is a warning in the log and left out, and so is one that others than the user
    /// and root may write, or whose program they may: nobody else decides what the daemon runs.
    /// </summary>
    /// <param name="folder">May be absent: then there are none.</param>
    /// <param name="environment">The environment of the children, whose <c>PATH</c> says which programs are meant.</param>
    /// <param name="logger">Hears of what was left out.</param>
    /// <param name="isTaken">Whether a name belongs to another model already, which a definition must not take over; none does by default.</param>
    public static RunnerDefinitions ReadAll(string folder, IReadOnlyDictionary<string, string> environment, ILogger logger, Func<string, bool>? isTaken = null)
    {
        if (!Directory.Exists(folder))
        {
            return RunnerDefinitions.None;
        }

        List<RunnerDefinition> definitions = [];
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
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
                    RequireOwnNames(definition!, name => isTaken?.Invoke(name) == true || !names.Add(name));
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
                RunnerLog.DefinitionSkipped(logger, path, CauseText.Of(error));
            }
        }

        return new RunnerDefinitions(definitions, refused);
    }

    private static void RequireOwnNames(RunnerDefinition definition, Func<string, bool> isTaken)
    {
        if (definition.Models.Select(model => model.Name).FirstOrDefault(isTaken) is { } name)
        {
            throw new JsonException($"model '{name}' belongs to tollama or another definition; give the model a name of its own");
        }
    }

    private static RunnerDefinition Read(string path)
    {
        byte[] text = RegularFile.Read(path, MaxBytes);
        if (DuplicateNames.Find(new Utf8JsonReader(text, Lenient)) is { } twice)
        {
            throw new JsonException($"{string.Join('.', twice)} stands twice");
        }

        RunnerDefinition definition = JsonSerializer.Deserialize(text, RunnerDefinitionJson.Default.RunnerDefinition)
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

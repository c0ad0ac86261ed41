using System.Text.Json;
using Tollama.Core.Errors;

namespace Tollama.Store;

/// <summary>The models that can be pulled, by name and by their other names. It never changes; additions make a new one.</summary>
public sealed class ModelRegistry
{
    private readonly Dictionary<ModelName, RegistryEntry> _byName = [];

    private ModelRegistry(IReadOnlyList<RegistryEntry> entries, IReadOnlyList<string> warnings)
    {
        Entries = entries;
        Warnings = warnings;
        foreach (RegistryEntry entry in entries)
        {
            _byName[entry.ModelName] = entry;
        }

        // A name wins over another entry's alias, and the earlier of two aliases over the later.
        foreach (RegistryEntry entry in entries)
        {
            foreach (string alias in entry.Aliases)
            {
                _byName.TryAdd(ModelName.Parse(alias), entry);
            }
        }
    }

    /// <summary>A registry that knows no model.</summary>
    public static ModelRegistry Empty { get; } = new([], []);

    /// <summary>The entries, in the order of their files.</summary>
    public IReadOnlyList<RegistryEntry> Entries { get; }

    /// <summary>What was wrong with the files that were merged, a sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Every name and other name.</summary>
    public IEnumerable<string> Names => _byName.Keys.Select(name => name.Short);

    /// <summary>The registry that ships with the program.</summary>
    public static ModelRegistry LoadEmbedded()
    {
        using Stream stream = typeof(ModelRegistry).Assembly.GetManifestResourceStream("registry.json")!;
        using MemoryStream copy = new();
        stream.CopyTo(copy);
        ModelRegistry registry = Empty.With(copy.ToArray(), "the program's registry");
        return registry.Warnings.Count == 0
            ? registry
            : throw new TollamaException(ErrorCode.Internal, string.Join("; ", registry.Warnings));
    }

    /// <summary>This registry with the entries of the user's file, which add to it and override it.</summary>
    /// <param name="path">The file; absent is fine. A broken one becomes a warning, a broken entry is left out with one.</param>
    public ModelRegistry WithFile(string path)
    {
        try
        {
            return File.Exists(path) ? With(File.ReadAllBytes(path), $"'{path}'") : this;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return WithWarnings([$"the registry '{path}' was skipped: {StoreFault.Sentence(fault)}"]);
        }
    }

    /// <summary>This registry with more entries, which override those of the same name.</summary>
    /// <param name="entries">For instance the models that an installed runner announced. An entry that is not valid is left out with a warning.</param>
    public ModelRegistry With(IReadOnlyList<RegistryEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        return With(entries, "an added registry");
    }

    /// <summary>The entry of a name or of another name; <see langword="null"/> if there is none.</summary>
    public RegistryEntry? Find(ModelName name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _byName.GetValueOrDefault(name);
    }

    /// <summary>The name under which a model is installed: its entry's, or the name itself.</summary>
    public ModelName Resolve(ModelName name) => Find(name)?.ModelName ?? name;

    /// <summary>Names and other names that look like <paramref name="name"/>, the nearest first.</summary>
    /// <param name="name">What somebody wrote; it need not be a name.</param>
    /// <param name="count">How many at most.</param>
    public IReadOnlyList<string> Nearest(string name, int count) => NearestName.Find(name, Names, count);

    internal ModelRegistry With(byte[] json, string origin)
    {
        try
        {
            RegistryFile? file = JsonSerializer.Deserialize(json, StoreJsonContext.Default.RegistryFile);
            return With(file?.Models ?? [], origin);
        }
        catch (JsonException fault)
        {
            return WithWarnings([$"the registry {origin} was skipped: it is not valid ({fault.Message})"]);
        }
    }

    private ModelRegistry With(IReadOnlyList<RegistryEntry> added, string origin)
    {
        List<RegistryEntry> merged = [.. Entries];
        List<string> warnings = [.. Warnings];
        foreach (RegistryEntry? entry in added)
        {
            if (RegistryEntryCheck.FaultOf(entry) is { } fault)
            {
                warnings.Add($"an entry of {origin} was left out: {fault}");
                continue;
            }

            int same = merged.FindIndex(other => other.ModelName == entry!.ModelName);
            if (same >= 0)
            {
                merged[same] = entry!;
            }
            else
            {
                merged.Add(entry!);
            }
        }

        return new ModelRegistry(merged, warnings);
    }

    private ModelRegistry WithWarnings(IReadOnlyList<string> warnings) => new(Entries, [.. Warnings, .. warnings]);
}

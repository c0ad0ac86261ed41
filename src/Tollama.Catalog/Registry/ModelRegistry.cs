using System.Text.Json;
using Tollama.Core.Api;
using Tollama.Core.Errors;

namespace Tollama.Catalog;

/// <summary>The models that can be pulled, by name and by their other names. It never changes; additions make a new one.</summary>
public sealed class ModelRegistry
{
    private readonly Dictionary<ModelName, ModelCard> _byName = [];

    private ModelRegistry(IReadOnlyList<ModelCard> cards, IReadOnlyList<string> warnings)
    {
        Cards = cards;
        Warnings = warnings;
        foreach (ModelCard card in cards)
        {
            _byName[card.ModelName] = card;
        }

        // A name wins over another card's alias, and the earlier of two aliases over the later.
        foreach (ModelCard card in cards)
        {
            foreach (string alias in card.Aliases)
            {
                _byName.TryAdd(ModelName.Parse(alias), card);
            }
        }
    }

    /// <summary>A registry that knows no model.</summary>
    public static ModelRegistry Empty { get; } = new([], []);

    /// <summary>The cards, in the order of their files.</summary>
    public IReadOnlyList<ModelCard> Cards { get; }

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
        ModelRegistry registry = Empty.With(copy.GetBuffer().AsSpan(0, (int)copy.Length), "the program's registry");
        return registry.Warnings.Count == 0
            ? registry
            : throw new TollamaException(ErrorCode.Internal, string.Join("; ", registry.Warnings));
    }

    /// <summary>This registry with more cards, which override those of the same name.</summary>
    /// <param name="cards">For instance the models that an installed runner announced. A card that is not valid is left out with a warning.</param>
    public ModelRegistry With(IReadOnlyList<ModelCard> cards)
    {
        ArgumentNullException.ThrowIfNull(cards);
        return With(cards, "an added registry");
    }

    /// <summary>This registry with the cards of a file, which override those of the same name.</summary>
    /// <param name="json">The file's bytes. A broken file becomes a warning, a broken entry is left out with one.</param>
    /// <param name="origin">What the warnings call the file.</param>
    public ModelRegistry With(ReadOnlySpan<byte> json, string origin)
    {
        try
        {
            RegistryFile? file = JsonSerializer.Deserialize(json, CatalogJsonContext.Default.RegistryFile);
            return With(file?.Models ?? [], origin);
        }
        catch (JsonException fault)
        {
            return WithWarning($"the registry {origin} was skipped: it is not valid ({CauseText.Of(fault)})");
        }
    }

    /// <summary>This registry with a warning more, e.g. about a file that could not be read.</summary>
    public ModelRegistry WithWarning(string warning) => new(Cards, [.. Warnings, warning]);

    /// <summary>The card of a name or of another name; <see langword="null"/> if there is none.</summary>
    public ModelCard? Find(ModelName name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _byName.GetValueOrDefault(name);
    }

    /// <summary>The card of a model of a family; <see langword="null"/> if there is none.</summary>
    /// <param name="family">The family.</param>
    /// <param name="variant">The model's name within the family.</param>
    public ModelCard? Find(string family, string? variant) =>
        Cards.FirstOrDefault(card => card.Family == family && card.FullVariant == variant);

    /// <summary>The options of a model of a family, those that are its own first.</summary>
    /// <param name="family">The family; one that another program runs has no options that are known here.</param>
    /// <param name="variant">The model's name within the family; one without a card has the options of its family.</param>
    public IReadOnlyList<ModelOption> OptionsOf(string family, string? variant)
    {
        IReadOnlyList<string> own = Find(family, variant)?.Options ?? [];
        return [.. own.Union(Families.Find(family)?.Options ?? []).Select(name => OptionTable.Find(name, family, variant)!)];
    }

    /// <summary>The options of an installed model; what its manifest sets is the default.</summary>
    public IReadOnlyList<ModelOption> OptionsOf(ModelManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        return
        [
            .. OptionsOf(manifest.Family, manifest.Variant)
                .Select(option => manifest.Options?[option.Name] is { } value ? option with { Default = value } : option),
        ];
    }

    /// <summary>The name under which a model is installed: that of its card, or the name itself.</summary>
    public ModelName Resolve(ModelName name) => Find(name)?.ModelName ?? name;

    /// <summary>Names and other names that look like <paramref name="name"/>, the nearest first.</summary>
    /// <param name="name">What somebody wrote; it need not be a name.</param>
    /// <param name="count">How many at most.</param>
    public IReadOnlyList<string> Nearest(string name, int count) => NearestName.Find(name, Names, count);

    private ModelRegistry With(IReadOnlyList<ModelCard> added, string origin)
    {
        List<ModelCard> merged = [.. Cards];
        List<string> warnings = [.. Warnings];
        foreach (ModelCard? card in added)
        {
            if (ModelCardCheck.FaultOf(card) is { } fault)
            {
                warnings.Add($"an entry of {origin} was left out: {fault}");
                continue;
            }

            int same = merged.FindIndex(other => other.ModelName == card!.ModelName);
            if (same >= 0)
            {
                merged[same] = card!;
            }
            else
            {
                merged.Add(card!);
            }
        }

        return new ModelRegistry(merged, warnings);
    }
}

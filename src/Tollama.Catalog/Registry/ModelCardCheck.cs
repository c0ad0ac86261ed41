using System.Text.RegularExpressions;

namespace Tollama.Catalog;

/// <summary>What a card must have before it is believed.</summary>
internal static partial class ModelCardCheck
{
    private const int MaxAliases = 100;

    /// <summary>Why the entry cannot be used; <see langword="null"/> if it can.</summary>
    public static string? FaultOf(ModelCard? entry)
    {
        if (entry is null)
        {
            return "it is null";
        }

        if (!ModelName.TryParse(entry.Name, out _))
        {
            return $"'{ModelNameGrammar.Printable(entry.Name)}' is not a model name: expected {ModelNameGrammar.Form}";
        }

        return FaultOfNames(entry) ?? FaultOfOptions(entry) ?? FaultOfNumbers(entry) ?? FaultOfSource(entry);
    }

    private static string? FaultOfNames(ModelCard entry)
    {
        string? wrong = entry.Aliases.FirstOrDefault(alias => !ModelName.TryParse(alias, out _));
        bool hasNull = new[] { entry.Aliases, entry.Capabilities, entry.Options, entry.Files ?? [] }.Any(list => list.Contains(null!));
        return (wrong, hasNull) switch
        {
            (_, true) => $"'{entry.Name}' has an empty item in a list",
            (not null, _) => $"'{entry.Name}' has an alias that is not a model name ('{ModelNameGrammar.Printable(wrong)}')",
            _ when entry.Aliases.Count > MaxAliases => $"'{entry.Name}' has more than {MaxAliases} aliases",
            _ => null,
        };
    }

    private static string? FaultOfOptions(ModelCard entry) =>
        entry.Options.FirstOrDefault(name => OptionTable.Find(name, entry.Family, entry.FullVariant) is null) is { } unknown
            ? $"'{entry.Name}' has the unknown option '{ModelNameGrammar.Printable(unknown)}'"
            : null;

    private static string? FaultOfNumbers(ModelCard entry)
    {
        if (entry.ParameterCount < 0 || entry.ContextLength < 1 || entry.MaxHorizon < 1 || entry.Size < 0)
        {
            return $"'{entry.Name}' has a count, length or size that is not positive";
        }

        if (entry.Cost is { PerSeries: not (>= 0 and <= double.MaxValue) } or { PerValue: not (>= 0 and <= double.MaxValue) })
        {
            return $"'{entry.Name}' has a cost that is not a number from 0 on";
        }

        return entry.QuantileLevels?.All(level => level is > 0 and < 1) == false
            ? $"'{entry.Name}' has a quantile level outside of 0 to 1"
            : null;
    }

    private static string? FaultOfSource(ModelCard entry) => entry.Source.Type switch
    {
        not "bundled" when entry.MemberOfAuto => $"'{entry.Name}' has member_of_auto, and only a model that ships with the program (source bundled) can be that",
        "builtin" or "runner" => null,
        "bundled" => FaultOfDigests(entry),
        "huggingface" when !HubRepository.IsRepository(entry.Source.RepoId ?? "") => $"'{entry.Name}' names no hub repository (source.repo_id is owner/name)",
        "huggingface" when !HubRepository.IsReference(entry.Source.Revision ?? HubRepository.DefaultReference) => $"'{entry.Name}' names no revision of its hub repository (source.revision)",
        "huggingface" => null,
        _ => $"'{entry.Name}' has the unknown source '{ModelNameGrammar.Printable(entry.Source.Type)}': expected builtin, bundled, runner or huggingface",
    };

    private static string? FaultOfDigests(ModelCard entry)
    {
        if (!entry.Digests.ContainsKey("config.json"))
        {
            return $"'{entry.Name}' ships with the program, and digests does not name its config.json";
        }

        return entry.Digests.FirstOrDefault(file => !ModelNameGrammar.IsPart(file.Key) || file.Value is null || !Sha256().IsMatch(file.Value)).Key is { } wrong
            ? $"'{entry.Name}' has no sha256 of its file '{ModelNameGrammar.Printable(wrong)}' in digests (sha256: and 64 hexadecimal digits)"
            : null;
    }

    [GeneratedRegex(@"\Asha256:[0-9a-f]{64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Sha256();
}

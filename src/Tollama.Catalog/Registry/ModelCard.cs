using System.Text.Json.Serialization;
using Tollama.Core.Api;

namespace Tollama.Catalog;

/// <summary>A model that can be pulled: what it is, where it comes from, and what it can do.</summary>
public sealed record ModelCard
{
    private static readonly IReadOnlyDictionary<string, string> NoDigests = new Dictionary<string, string>();

    /// <summary>Its name, under which it is installed: <c>chronos-bolt:tiny</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Other names it answers to: <c>chronos2</c>.</summary>
    public IReadOnlyList<string> Aliases { get => field ?? []; init; }

    /// <summary>The runner family that loads it.</summary>
    public required string Family { get; init; }

    /// <summary>The model within the family; <see langword="null"/> if it is called as the card is.</summary>
    public string? Variant { get; init; }

    /// <summary>The network's architecture, for models with weights.</summary>
    public string? Architecture { get; init; }

    /// <summary>Where it comes from.</summary>
    public required ModelSource Source { get; init; }

    /// <summary>Its licence.</summary>
    public required LicenseInfo License { get; init; }

    /// <summary>One line for people.</summary>
    public string? Description { get; init; }

    /// <summary>The number of weights; for some models what their name says, until the files are here.</summary>
    public long? ParameterCount { get; init; }

    /// <summary>How many past values it looks at; absent when it looks at all of them.</summary>
    public int? ContextLength { get; init; }

    /// <summary>How many steps it forecasts natively; absent when there is no limit.</summary>
    public int? MaxHorizon { get; init; }

    /// <summary>The levels it forecasts natively; absent when it takes any, empty when it forecasts none.</summary>
    public IReadOnlyList<double>? QuantileLevels { get; init; }

    /// <summary>What it can do: <c>forecast</c>, <c>quantiles</c>, <c>past_covariates</c>, ….</summary>
    public IReadOnlyList<string> Capabilities { get => field ?? []; init; }

    /// <summary>The names of the options that it has beside those of its family.</summary>
    public IReadOnlyList<string> Options { get => field ?? []; init; }

    /// <summary>True if an installed model of a family with an <see cref="ModelFamily.AutoRank"/> may answer in its place.</summary>
    public bool HandsOver { get; init; }

    /// <summary>True if it never answers in place of a model that hands over, whatever its family may do: only who names it gets it.</summary>
    public bool NeverStandsIn { get; init; }

    /// <summary>True for the bundled network that takes part in <c>auto</c>; the first such card counts.</summary>
    public bool MemberOfAuto { get; init; }

    /// <summary>About how long it computes; <see langword="null"/> where nobody measured it, as for models of other programs and models with weights.</summary>
    public ForecastCost? Cost { get; init; }

    /// <summary>About how many bytes its files have, before they are here.</summary>
    public long? Size { get; init; }

    /// <summary>The files it needs from its hub repository.</summary>
    public IReadOnlyList<string>? Files { get; init; }

    /// <summary>The files of a model that ships with the program (source <c>bundled</c>) and the sha256 of each: <c>config.json</c> to <c>sha256:</c> and 64 hexadecimal digits.</summary>
    public IReadOnlyDictionary<string, string> Digests { get => field ?? NoDigests; init; }

    /// <summary><see cref="Name"/>, read.</summary>
    [JsonIgnore]
    public ModelName ModelName => field ??= ModelName.Parse(Name);

    /// <summary>Its name within the family: <see cref="Variant"/>, or the shortest form of its own name.</summary>
    [JsonIgnore]
    public string FullVariant => Variant ?? ModelName.Short;

    /// <summary>True if its files ship with the program, in the folder <see cref="BundledFolder"/>.</summary>
    [JsonIgnore]
    public bool IsBundled => Source.Type == "bundled";

    /// <summary>Where the files of a bundled model are, below the folder of such models: <c>tollama-tiny/1</c> for <c>tollama-tiny:1</c>.</summary>
    [JsonIgnore]
    public string BundledFolder => Path.Combine(ModelName.Model, ModelName.Tag);

    /// <summary>True if it needs no download: a model of a runner that is here already, or one that ships with the program.</summary>
    [JsonIgnore]
    public bool IsLocal => IsBundled || Source.Type is "builtin" or "runner";
}

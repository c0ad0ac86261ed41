using System.Diagnostics.CodeAnalysis;

namespace Tollama.Core.Frequencies;

/// <summary>The time between two values of a regular series.</summary>
public sealed record Frequency
{
    private Frequency(string name, int seasonLength)
    {
        Name = name;
        SeasonLength = seasonLength;
    }

    /// <summary>The canonical name, as new pandas spells it.</summary>
    public string Name { get; }

    /// <summary>The number of values in the dominant season; 1 when there is none.</summary>
    public int SeasonLength { get; }

    /// <summary>Reads a frequency.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Frequency? frequency)
    {
        frequency = text switch
        {
            "MS" or "ME" or "M" => new Frequency("MS", 12),
            "D" => new Frequency("D", 7),
            _ => null,
        };
        return frequency is not null;
    }
}

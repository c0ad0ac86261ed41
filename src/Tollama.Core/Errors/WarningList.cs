using System.Globalization;

namespace Tollama.Core.Errors;

/// <summary>Collects warnings, up to a number that a person can read; the last one then says how many more there were.</summary>
public sealed class WarningList
{
    /// <summary>So many warnings are listed.</summary>
    public const int MaxListed = 50;

    private const int MaxLength = 1000;

    private readonly List<string> _warnings = [];

    /// <summary>How many warnings there were, listed or not.</summary>
    public int Count { get; private set; }

    /// <summary>The warnings, and a last line that counts those that are not listed.</summary>
    public IReadOnlyList<string> Items => Count <= MaxListed
        ? _warnings
        : [.. _warnings, string.Create(CultureInfo.InvariantCulture, $"… and {Count - MaxListed} more {(Count == MaxListed + 1 ? "warning" : "warnings")}")];

    /// <summary>Adds a warning.</summary>
    /// <param name="warning">One sentence, shortened if it is very long.</param>
    public void Add(string warning)
    {
        Count++;
        if (_warnings.Count < MaxListed)
        {
            _warnings.Add(Excerpt.Of(warning, MaxLength));
        }
    }

    /// <summary>Adds several.</summary>
    public void AddRange(IEnumerable<string> warnings)
    {
        ArgumentNullException.ThrowIfNull(warnings);
        foreach (string warning in warnings)
        {
            Add(warning);
        }
    }
}

using System.Globalization;
using System.Text;

namespace Tollama.Core.Errors;

/// <summary>Collects what is to be said of series, and says each kind once: with the number of its series and three of them.</summary>
public sealed class SeriesNotices
{
    /// <summary>So many series of a kind are named.</summary>
    public const int Examples = 3;

    // Of more kinds than anybody reads only the number is kept.
    private const int MaxKinds = 200;

    private readonly Dictionary<string, Kind> _kinds = new(StringComparer.Ordinal);
    private readonly List<Kind> _inOrder = [];

    /// <summary>How many notices there were.</summary>
    public int Count { get; private set; }

    /// <summary>One sentence a kind, in the order of the first of each.</summary>
    public IReadOnlyList<string> Items
    {
        get
        {
            int shown = _inOrder.Sum(kind => kind.Count);
            IEnumerable<string> all = _inOrder.Select(kind => kind.ToString());
            return [.. shown == Count ? all : all.Append($"… and {CountText.Of(Count - shown, "other notice", "other notices")} of series")];
        }
    }

    /// <summary>Adds a notice.</summary>
    /// <param name="id">The series.</param>
    /// <param name="text">What is to be said of it: a sentence with the series' name before it (<c>series 'a': …</c>), as its subject (<c>series 'a' was …</c>), or without.</param>
    public void Add(string id, string text)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(text);
        Count++;
        string series = $"series '{Excerpt.Of(id)}'";
        string? behind = BehindName(id, text);
        string said = behind ?? ": " + text;
        string shape = ShapeOf(said);
        if (_kinds.TryGetValue(shape, out Kind? kind))
        {
            kind.Add(series, said);
        }
        else if (_kinds.Count < MaxKinds)
        {
            _kinds[shape] = kind = new Kind(series, said);
            _inOrder.Add(kind);
        }
    }

    /// <summary>Adds several notices of one series.</summary>
    public void AddRange(string id, IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        foreach (string text in texts)
        {
            Add(id, text);
        }
    }

    /// <summary>What a message says of a series, without the series' name before it.</summary>
    public static string WithoutName(string id, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return BehindName(id, text) is [':', ' ', .. string rest] ? rest : text;
    }

    // What follows the name of the series; null when it is not named.
    private static string? BehindName(string id, string text) => new[] { $"series '{Excerpt.Of(id)}'", $"series '{id}'" }
        .Where(name => text.StartsWith(name, StringComparison.Ordinal))
        .Select(name => text[name.Length..])
        .FirstOrDefault(rest => rest is [':' or ' ', ..]);

    /// <summary>A sentence without its numbers and names, and whether it is of one or of several things: sentences with one shape are of one kind.</summary>
    public static string ShapeOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        StringBuilder shape = new(text.Length);
        foreach (string word in text.Split(' '))
        {
            string letters = word switch
            {
                "is" or "are" or "was" or "were" => "be",
                "has" or "have" => "have",
                "its" or "their" => "its",
                _ => word is "one" or ['\'', ..] || word.Any(char.IsAsciiDigit) ? "#" : word.TrimEnd('s'),
            };
            shape.Append(letters).Append(' ');
        }

        return shape.ToString();
    }

    /// <param name="series">The first series.</param>
    /// <param name="said">What is said of it, as it stands behind its name: with a colon, or with a verb.</param>
    private sealed class Kind(string series, string said)
    {
        private readonly List<string> _examples = [series];
        private bool _differs;

        public int Count { get; private set; } = 1;

        public void Add(string other, string text)
        {
            Count++;
            _differs |= text != said;
            if (_examples.Count < Examples)
            {
                _examples.Add(other);
            }
        }

        public override string ToString()
        {
            if (Count == 1)
            {
                return series + said;
            }

            string names = $"{string.Join(", ", _examples.SkipLast(1))} and {_examples[^1]}";
            string number = Count.ToString(CultureInfo.InvariantCulture);
            string such = Count > Examples ? "such as " : "";
            return _differs || said[0] != ':' ? $"{number} series alike, {such}{names}; {series}{said}" : $"{number} series, {such}{names}{said}";
        }
    }
}

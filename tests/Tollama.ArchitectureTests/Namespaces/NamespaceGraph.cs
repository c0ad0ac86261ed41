using System.Reflection;

namespace Tollama.ArchitectureTests.Namespaces;

/// <summary>Which folders of a project use which: an arrow from A to B where a type of A uses one of B.</summary>
internal sealed class NamespaceGraph
{
    private readonly SortedDictionary<string, SortedSet<string>> _arrows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _reasons = new(StringComparer.Ordinal);

    /// <summary>One line a folder that uses others: <c>Endpoints -> Http, Operations</c>.</summary>
    public IEnumerable<string> Lines =>
        _arrows.Where(pair => pair.Value.Count > 0).Select(pair => $"{pair.Key} -> {string.Join(", ", pair.Value)}");

    public IEnumerable<string> Folders => _arrows.Keys;

    /// <summary>
    /// The graph of an assembly whose root namespace is its name; a folder counts with all below it, and the root itself does not count.
    /// </summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="exempt">Types that may use what they want.</param>
    public static NamespaceGraph Of(Assembly assembly, params string[] exempt)
    {
        NamespaceGraph graph = new();
        string root = assembly.GetName().Name! + ".";
        foreach (Type type in assembly.GetTypes())
        {
            if (FolderOf(type, root) is { } from && !exempt.Contains(Outermost(type).Name))
            {
                graph.Add(from);
                foreach (Type used in TypeUses.Of(type).Where(used => used.Assembly == assembly))
                {
                    if (FolderOf(used, root) is { } to && to != from)
                    {
                        graph.Add(from, to, $"{Outermost(type).Name} uses {Outermost(used).Name}");
                    }
                }
            }
        }

        return graph;
    }

    public NamespaceGraph Add(string folder)
    {
        _arrows.TryAdd(folder, new SortedSet<string>(StringComparer.Ordinal));
        return this;
    }

    public NamespaceGraph Add(string from, string to, string reason)
    {
        Add(from).Add(to);
        _arrows[from].Add(to);
        string arrow = $"{from} -> {to}";
        _reasons[arrow] = _reasons.TryGetValue(arrow, out string? known) && string.CompareOrdinal(known, reason) <= 0 ? known : reason;
        return this;
    }

    /// <summary>Where the graph and a table of arrows differ, in the words of who has to mend it.</summary>
    public IEnumerable<string> DifferencesFrom(IReadOnlyDictionary<string, string[]> allowed)
    {
        string[] arrows = [.. _arrows.SelectMany(pair => pair.Value.Select(to => $"{pair.Key} -> {to}"))];
        string[] permitted = [.. allowed.SelectMany(pair => pair.Value.Select(to => $"{pair.Key} -> {to}"))];
        return arrows.Except(permitted).Select(arrow => $"{arrow} is not allowed: {_reasons[arrow]}")
            .Concat(permitted.Except(arrows).Select(arrow => $"{arrow} is allowed, and nobody needs it any more"))
            .Concat(_arrows.Keys.Except(allowed.Keys).Select(folder => $"{folder} is not in the table"));
    }

    /// <summary>A way that leads back to where it began, with who uses whom; empty when there is none.</summary>
    public IReadOnlyList<string> Cycle()
    {
        HashSet<string> done = [];
        foreach (string folder in _arrows.Keys)
        {
            if (CycleFrom(folder, [], done) is { } way)
            {
                return [.. way.Zip(way.Skip(1), (from, to) => $"{from} -> {to} ({_reasons[$"{from} -> {to}"]})")];
            }
        }

        return [];
    }

    private List<string>? CycleFrom(string folder, List<string> way, HashSet<string> done)
    {
        int known = way.IndexOf(folder);
        if (known >= 0)
        {
            return [.. way.Skip(known), folder];
        }

        if (done.Contains(folder))
        {
            return null;
        }

        way.Add(folder);
        foreach (string next in _arrows[folder])
        {
            if (CycleFrom(next, way, done) is { } cycle)
            {
                return cycle;
            }
        }

        way.RemoveAt(way.Count - 1);
        done.Add(folder);
        return null;
    }

    private static string? FolderOf(Type type, string root) =>
        type.Namespace?.StartsWith(root, StringComparison.Ordinal) == true ? type.Namespace[root.Length..].Split('.')[0] : null;

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}

using Tollama.Core.Errors;
using Tollama.Data.Tables.Columns;

namespace Tollama.Data.Tables.Roles;

/// <summary>Finds the columns that a request names, and collects what is wrong with the names.</summary>
internal sealed class ColumnResolver(IReadOnlyList<ColumnProfile> columns)
{
    /// <summary>So many faults are said in the message, and looked into for what was meant.</summary>
    private const int Explained = 5;

    private readonly List<Fault> _faults = [];
    private readonly Dictionary<string, ColumnProfile> _byName = FirstBy(columns, StringComparer.Ordinal);
    private readonly Dictionary<string, ColumnProfile> _byAnyCase = FirstBy(columns, StringComparer.OrdinalIgnoreCase);
    private int _count;
    private readonly Dictionary<string, string> _roleOf = [];

    /// <summary>The column of a name, in any case if no column has exactly this one; <see langword="null"/> and a fault when there is none.</summary>
    public ColumnProfile? Find(string role, string? name)
    {
        if (name is null)
        {
            return null;
        }

        ColumnProfile? column = _byName.GetValueOrDefault(name) ?? _byAnyCase.GetValueOrDefault(name);
        if (column is null)
        {
            AddFault(role, name, () => $"{role}=: the table has no column '{Excerpt.Of(name)}'{Meant(name)}");
        }
        else if (!_roleOf.TryAdd(column.Name, role))
        {
            AddFault(role, name, () => $"{role}=: column '{Excerpt.Of(column.Name)}' is already the {_roleOf[column.Name]} column");
            return null;
        }

        return column;
    }

    /// <summary>The columns of several names.</summary>
    public IReadOnlyList<ColumnProfile> Find(string role, IReadOnlyList<string> names) =>
        [.. names.Select(name => Find(role, name)).OfType<ColumnProfile>()];

    /// <summary>The columns of several names, which must hold numbers.</summary>
    public IReadOnlyList<ColumnProfile> FindNumeric(string role, IReadOnlyList<string> names)
    {
        IReadOnlyList<ColumnProfile> found = Find(role, names);
        foreach (ColumnProfile column in found.Where(column => column.IsText && column.Numbers == 0))
        {
            AddFault(role, column.Name, () => $"{role}=: column '{Excerpt.Of(column.Name)}' has no numbers (its first cell is '{TableError.Shorten(column.Sample[0])}')");
        }

        return found;
    }

    /// <exception cref="TollamaException">A name was wrong.</exception>
    public void ThrowIfFaulty()
    {
        if (_faults.Count > 0)
        {
            string more = _count > Explained ? $"; and {_count - Explained} more" : "";
            throw TableError.Invalid(string.Join("; ", _faults.Take(Explained).Select(fault => fault.Msg)) + more, $"The columns are: {Describe(columns)}.", _faults);
        }
    }

    /// <summary>The columns' names, the first few of many.</summary>
    public static string Describe(IReadOnlyList<ColumnProfile> columns)
    {
        const int Shown = 20;
        string names = string.Join(", ", columns.Take(Shown).Select(column => Excerpt.Of(column.Name)));
        return columns.Count > Shown ? $"{names}, … ({columns.Count} in all)" : names;
    }

    private static Dictionary<string, ColumnProfile> FirstBy(IReadOnlyList<ColumnProfile> columns, StringComparer comparer)
    {
        Dictionary<string, ColumnProfile> byName = new(columns.Count, comparer);
        foreach (ColumnProfile column in columns)
        {
            byName.TryAdd(column.Name, column);
        }

        return byName;
    }

    private string Meant(string name) =>
        _faults.Count < Explained && NearestName.Best(name, columns.Select(column => column.Name)) is { } nearest ? $"; did you mean '{nearest}'?" : "";

    private void AddFault(string role, string name, Func<string> message)
    {
        _count++;
        if (_faults.Count < TableError.MaxFaults)
        {
            _faults.Add(new Fault { Type = "column", Loc = ["query", role], Msg = message(), Input = Excerpt.Of(name) });
        }
    }
}

using Tollama.Core.Errors;
using Tollama.Data.Tables.Columns;

namespace Tollama.Data.Tables.Roles;

/// <summary>Finds the columns that a request names, and collects what is wrong with the names.</summary>
internal sealed class ColumnResolver(IReadOnlyList<ColumnProfile> columns)
{
    private readonly List<Fault> _faults = [];
    private readonly Dictionary<string, string> _roleOf = [];

    /// <summary>The column of a name, in any case if no column has exactly this one; <see langword="null"/> and a fault when there is none.</summary>
    public ColumnProfile? Find(string role, string? name)
    {
        if (name is null)
        {
            return null;
        }

        ColumnProfile? column = columns.FirstOrDefault(column => column.Name == name)
            ?? columns.FirstOrDefault(column => column.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (column is null)
        {
            string? nearest = NearestName.Best(name, columns.Select(column => column.Name));
            AddFault(role, name, $"{role}: the table has no column '{name}'{(nearest is null ? "" : $"; did you mean '{nearest}'?")}");
        }
        else if (!_roleOf.TryAdd(column.Name, role))
        {
            AddFault(role, name, $"{role}: column '{column.Name}' is already the {_roleOf[column.Name]} column");
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
            AddFault(role, column.Name, $"{role}: column '{column.Name}' has no numbers (its first cell is '{TableError.Shorten(column.Sample[0])}')");
        }

        return found;
    }

    /// <exception cref="TollamaException">A name was wrong.</exception>
    public void ThrowIfFaulty()
    {
        if (_faults.Count > 0)
        {
            throw TableError.Invalid(string.Join("; ", _faults.Select(fault => fault.Msg)), $"The columns are: {Describe(columns)}.", _faults);
        }
    }

    /// <summary>The columns' names, the first few of many.</summary>
    public static string Describe(IReadOnlyList<ColumnProfile> columns)
    {
        const int Shown = 20;
        string names = string.Join(", ", columns.Take(Shown).Select(column => column.Name));
        return columns.Count > Shown ? $"{names}, … ({columns.Count} in all)" : names;
    }

    private void AddFault(string role, string name, string message) =>
        _faults.Add(new Fault { Type = "column", Loc = ["query", role], Msg = message, Input = name });
}

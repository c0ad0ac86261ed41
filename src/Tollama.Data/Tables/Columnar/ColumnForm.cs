namespace Tollama.Data.Tables.Columnar;

/// <summary>A typed column: its name and what its cells are.</summary>
/// <param name="Name">The name as it is written in the file.</param>
/// <param name="Kind">What its cells are.</param>
internal sealed record ColumnForm(string Name, CellKind Kind)
{
    /// <summary>Of stamps and times of day: how many units a second has, 1 to 1,000,000,000.</summary>
    public long UnitsPerSecond { get; init; } = 1;

    /// <summary>Of decimals: how many digits stand behind the point.</summary>
    public int Scale { get; init; }

    /// <summary>Of stamps that are moments: the name of their zone or their offset; <see langword="null"/> for local times.</summary>
    public string? Zone { get; init; }

    /// <summary>Whether the cells are numbers.</summary>
    public bool IsNumber => Kind is CellKind.Integer or CellKind.Unsigned or CellKind.Half or CellKind.Single or CellKind.Double or CellKind.Decimal;

    /// <summary>Whether the cells are days or stamps.</summary>
    public bool IsTime => Kind is CellKind.Date or CellKind.Stamp;

    /// <summary>Of stamps and times of day: whether a time of day is written, as it is unless all stamps are midnights.</summary>
    public bool HasTimeOfDay { get; init; } = true;

    /// <summary>Of stamps and times of day: how many digits of a second are written.</summary>
    public int FractionDigits { get; init; }
}

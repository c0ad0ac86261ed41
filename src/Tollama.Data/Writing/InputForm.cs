namespace Tollama.Data.Writing;

/// <summary>How a table was written, so that an answer can be written the same way.</summary>
public sealed record InputForm
{
    /// <summary>What stands between two cells; <see langword="null"/> for a table that is no text, whose answer has commas.</summary>
    public char? Delimiter { get; init; }

    /// <summary>The decimal mark; a point by default.</summary>
    public char DecimalMark { get; init; } = '.';

    /// <summary>Whether the first line names the columns; true by default. An answer to a table without has none, either.</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>The name of the column with the time stamps; <see langword="null"/> when there is not exactly one.</summary>
    public string? TimeColumn { get; init; }

    /// <summary>The name of the column that is forecast; <see langword="null"/> when there is not exactly one.</summary>
    public string? TargetColumn { get; init; }

    /// <summary>The names of all columns, in their order.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>The most digits behind the decimal mark of a value.</summary>
    public int Decimals { get; init; }

    /// <summary>How time stamps are written; <see langword="null"/> for the form that answers have anyway, and when it is not known.</summary>
    public StampWords? Stamps { get; init; }

    /// <summary>Whether time stamps are written as in answers anyway, or there are none.</summary>
    public bool HasIsoStamps { get; init; }

    /// <summary>A time stamp as it is written, to tell people; <see langword="null"/> when several columns make one.</summary>
    public string? StampExample { get; init; }
}

namespace Tollama.Data.Tables;

/// <summary>How strictly a table is read, and how large it may be.</summary>
public sealed record TableReading
{
    /// <summary>Whether cells and time stamps that cannot be read are errors instead of missing values; not by default.</summary>
    public bool Strict { get; init; }

    /// <summary>Whether the request says what becomes of several rows with one time stamp; not by default.</summary>
    public bool MergesRepeats { get; init; }

    /// <summary>The frequency as it is told to people; <see langword="null"/>, the default, when it will be inferred from the time stamps.</summary>
    public string? Frequency { get; init; }

    /// <summary>The zone of local times, an IANA name or an offset; <see langword="null"/>, the default, when times are taken as they are written.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Whether the result tells how the table is written, <see cref="TableContent.Form"/>; not by default.</summary>
    public bool KeepsForm { get; init; }

    /// <summary>
    /// Whether steps are forecast, which is the default: then rows after the last value may be the future of covariates, and empty cells at the ends of a column beside others
    /// belong to these. If not, there is no future: what is empty at the ends is missing.
    /// </summary>
    public bool LooksAhead { get; init; } = true;

    /// <summary>How large the table may be.</summary>
    public TableLimits Limits { get; init; } = new();

    /// <summary>Is told which part of the reading is over, to measure it; <see langword="null"/>, the default, for nobody.</summary>
    internal Action<string>? Passed { get; init; }
}

using Tollama.Core.Requests;

namespace Tollama.Data.Tables;

/// <summary>What is asked of a table.</summary>
/// <param name="Options">Its columns and how it is written, as far as somebody said so.</param>
/// <param name="Reading">How strictly it is read, and how large it may be.</param>
internal sealed record TableRequest(TableOptions Options, TableReading Reading)
{
    /// <summary>Stops the reading; for formats that are looked through before their rows are read.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>How large it may be.</summary>
    public TableLimits Limits => Reading.Limits;
}

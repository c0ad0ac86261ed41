namespace Tollama.Cli.Running;

/// <summary>How a forecast is written.</summary>
internal enum OutputFormat
{
    /// <summary>Chart and table for people.</summary>
    Table,

    /// <summary>The daemon's answer, one JSON object.</summary>
    Json,

    /// <summary>A row a step: <c>unique_id,ds,mean,q0.1,…</c>.</summary>
    Csv,

    /// <summary>A JSON object a series.</summary>
    Ndjson,
}

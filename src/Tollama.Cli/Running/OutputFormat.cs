namespace Tollama.Cli.Running;

/// <summary>How a forecast is written.</summary>
internal enum OutputFormat
{
    /// <summary>Chart and table for people.</summary>
    Table,

    /// <summary>The daemon's answer, one JSON object.</summary>
    Json,

    /// <summary>A row a step: <c>unique_id,ds,mean,q0.1,…</c>; or like the table that was sent.</summary>
    Csv,

    /// <summary>As <see cref="Csv"/>, with tabs.</summary>
    Tsv,

    /// <summary>A JSON object a series.</summary>
    Ndjson,

    /// <summary>A Parquet file.</summary>
    Parquet,

    /// <summary>An Arrow file.</summary>
    Arrow,

    /// <summary>An Arrow stream.</summary>
    ArrowStream,

    /// <summary>A workbook of Excel.</summary>
    Xlsx,
}

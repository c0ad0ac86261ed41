namespace Tollama.Core.Api;

/// <summary>A format in which a forecast is answered.</summary>
public enum AnswerFormat
{
    /// <summary>One JSON object with everything: <see cref="ForecastResponse"/>.</summary>
    Json,

    /// <summary>JSON lines: a <see cref="SeriesForecastData"/> a series, a <see cref="SeriesError"/> for each one that failed.</summary>
    Ndjson,

    /// <summary>A table as text, with commas between the cells.</summary>
    Csv,

    /// <summary>A table as text, with tabs between the cells.</summary>
    Tsv,

    /// <summary>A table as an Apache Parquet file.</summary>
    Parquet,

    /// <summary>A table as an Apache Arrow IPC file, which is Feather's version 2.</summary>
    Arrow,

    /// <summary>A table as an Apache Arrow IPC stream.</summary>
    ArrowStream,

    /// <summary>A table as a workbook of Excel (Office Open XML).</summary>
    Xlsx,
}

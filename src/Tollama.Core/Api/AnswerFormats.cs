namespace Tollama.Core.Api;

/// <summary>What the formats of answers are called: by media type, by name, and by the extension of a file.</summary>
public static class AnswerFormats
{
    private static readonly (AnswerFormat Format, string Name, string MediaType, string[] Extensions)[] Known =
    [
        (AnswerFormat.Json, "json", "application/json", [".json"]),
        (AnswerFormat.Ndjson, "ndjson", "application/x-ndjson", [".ndjson", ".jsonl"]),
        (AnswerFormat.Csv, "csv", "text/csv", [".csv"]),
        (AnswerFormat.Tsv, "tsv", "text/tab-separated-values", [".tsv", ".tab"]),
        (AnswerFormat.Parquet, "parquet", "application/vnd.apache.parquet", [".parquet", ".pq"]),
        (AnswerFormat.Arrow, "arrow", "application/vnd.apache.arrow.file", [".arrow", ".feather"]),
        (AnswerFormat.ArrowStream, "arrows", "application/vnd.apache.arrow.stream", [".arrows"]),
        (AnswerFormat.Xlsx, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", [".xlsx"]),
    ];

    /// <summary>All formats, the usual ones first.</summary>
    public static IReadOnlyList<AnswerFormat> All { get; } = [.. Known.Select(one => one.Format)];

    /// <summary>All extensions, with their dot, in lower case.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [.. Known.SelectMany(one => one.Extensions)];

    /// <summary>The media type in <c>Accept</c> and <c>Content-Type</c>: <c>text/csv</c>.</summary>
    public static string MediaTypeOf(AnswerFormat format) => Find(format).MediaType;

    /// <summary>The name on a command line: <c>csv</c>.</summary>
    public static string NameOf(AnswerFormat format) => Find(format).Name;

    /// <summary>The usual extension of a file, with its dot: <c>.csv</c>.</summary>
    public static string ExtensionOf(AnswerFormat format) => Find(format).Extensions[0];

    /// <summary>The format of a file by its extension, in any case.</summary>
    /// <param name="extension">With its dot: <c>.csv</c>.</param>
    /// <returns><see langword="null"/> when no format has the extension.</returns>
    public static AnswerFormat? OfExtension(string extension) =>
        Array.Find(Known, one => one.Extensions.Contains(extension, StringComparer.OrdinalIgnoreCase)) is { Name: not null } found ? found.Format : null;

    /// <summary>The format of a name on a command line.</summary>
    /// <param name="name">Such as <c>csv</c>.</param>
    /// <returns><see langword="null"/> when no format has the name.</returns>
    public static AnswerFormat? OfName(string name) => Array.Find(Known, one => one.Name == name) is { Name: not null } found ? found.Format : null;

    /// <summary>Whether an answer in this format is text that a person can read.</summary>
    public static bool IsText(AnswerFormat format) => format <= AnswerFormat.Tsv;

    private static (AnswerFormat Format, string Name, string MediaType, string[] Extensions) Find(AnswerFormat format) => Array.Find(Known, one => one.Format == format) is { Name: not null } found
        ? found
        : throw new ArgumentOutOfRangeException(nameof(format), format, "no such format");
}

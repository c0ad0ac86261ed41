using Tollama.Core.Errors;
using Tollama.Data.Tables.Arrow;
using Tollama.Data.Tables.Csv;
using Tollama.Data.Tables.Json;
using Tollama.Data.Tables.Parquet;
using Tollama.Data.Tables.Xlsx;

namespace Tollama.Data.Tables;

/// <summary>The formats in which tables are read, and which of them a table is in: its first bytes say it, else its content type, else the end of its name.</summary>
internal static class TableFormats
{
    private static readonly string[] Compressed = [".gz", ".zst"];

    private static readonly CsvSource Csv = new();
    private static readonly JsonSource InJson = new();
    private static readonly ITableSource[] All = [Csv, InJson, new XlsxSource(), new ParquetSource(), new ArrowSource()];

    /// <summary>Tables in JSON.</summary>
    public static ITableSource Json => InJson;

    /// <summary>How the names of tables end, with the dot.</summary>
    public static IEnumerable<string> Extensions => All.SelectMany(source => source.Extensions);

    /// <summary>The format of a table.</summary>
    /// <param name="head">Its first bytes.</param>
    /// <param name="contentType">What its sender says that it is; <see langword="null"/> or empty if nothing.</param>
    /// <param name="warnings">Is told when the sender says otherwise than the bytes.</param>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidTable"/>: the bytes are those of a file that is no table.</exception>
    public static ITableSource Of(ReadOnlySpan<byte> head, string? contentType, WarningList warnings)
    {
        ITableSource? named = string.IsNullOrEmpty(contentType) ? null : OfType(contentType);
        if (OfBytes(head) is { } found)
        {
            if (named is not null && named != found)
            {
                warnings.Add($"the table is called '{Excerpt.Of(contentType)}', but its bytes are {NameOf(found)}: it was read as that");
            }

            return found;
        }

        if (UnreadFormats.WordsOf(head) is { } unread)
        {
            throw TableError.Invalid($"The table is {unread.What}.", unread.Remedy);
        }

        if (Json.Recognizes(head, contentType))
        {
            return Json;
        }

        if (named is { IsText: false } && LooksLikeText(head))
        {
            warnings.Add($"the table is called '{Excerpt.Of(contentType)}', but its bytes are text: it was read as CSV");
            return Csv;
        }

        return named ?? Csv;
    }

    /// <summary>The format of bytes that are no text; <see langword="null"/> if they are none of a table.</summary>
    public static ITableSource? OfBytes(ReadOnlySpan<byte> head)
    {
        foreach (ITableSource source in All)
        {
            if (!source.IsText && source.Recognizes(head, contentType: null))
            {
                return source;
            }
        }

        return null;
    }

    /// <summary>The format that a content type names; <see langword="null"/> if it names none.</summary>
    public static ITableSource? OfType(string contentType) =>
        Array.Find(All, source => source.ContentTypes.Any(type => contentType.StartsWith(type, StringComparison.OrdinalIgnoreCase)));

    /// <summary>The format that the name of a file ends like, a compressed one's inner name included; <see langword="null"/> if it ends like none.</summary>
    public static ITableSource? OfName(string fileName)
    {
        string extension = Path.GetExtension(WithoutCompression(fileName));
        return extension.Length == 0 ? null : Array.Find(All, source => source.Extensions.Contains(extension, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The content type of a file by its name; <see langword="null"/> if it ends like none.</summary>
    public static string? TypeOf(string fileName) => OfName(fileName)?.TypeOf(Path.GetExtension(WithoutCompression(fileName)));

    /// <summary>The name of a file without what it ends with because of its format.</summary>
    public static string StemOf(string fileName)
    {
        string inner = WithoutCompression(fileName);
        string stem = OfName(inner) is null ? inner : Path.GetFileNameWithoutExtension(inner);
        return stem.Length > 0 ? stem : fileName;
    }

    private static string NameOf(ITableSource source) => source.Extensions.Count > 0 ? $"those of a {source.Extensions[0]} file" : source.ContentTypes[0];

    private static string WithoutCompression(string fileName) =>
        Array.Find(Compressed, end => fileName.EndsWith(end, StringComparison.OrdinalIgnoreCase)) is { } end ? fileName[..^end.Length] : fileName;

    // UTF-16 has bytes of zero, and says so at its beginning.
    private static bool LooksLikeText(ReadOnlySpan<byte> head) => head is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] || !head.Contains((byte)0);
}

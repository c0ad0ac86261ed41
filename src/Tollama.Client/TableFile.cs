using System.Net.Http.Headers;

namespace Tollama.Client;

/// <summary>A table to send: a file, or any other source of bytes, with what it is called and what is in it.</summary>
/// <remarks>It is not read before it is sent, and not kept: however large it is, only a part of it is in memory.</remarks>
public sealed class TableFile
{
    private const string Unknown = "application/octet-stream";

    // What the daemon reads whose first bytes do not tell it; the others are told by them, and named for whoever looks at the wire.
    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".csv"] = "text/csv",
        [".txt"] = "text/csv",
        [".tsv"] = "text/tab-separated-values",
        [".tab"] = "text/tab-separated-values",
        [".json"] = "application/json",
        [".ndjson"] = "application/x-ndjson",
        [".jsonl"] = "application/x-ndjson",
        [".parquet"] = "application/vnd.apache.parquet",
        [".pq"] = "application/vnd.apache.parquet",
        [".arrow"] = "application/vnd.apache.arrow.file",
        [".feather"] = "application/vnd.apache.arrow.file",
        [".ipc"] = "application/vnd.apache.arrow.file",
        [".arrows"] = "application/vnd.apache.arrow.stream",
        [".xlsx"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        [".xlsm"] = "application/vnd.ms-excel.sheet.macroenabled.12",
    };

    private readonly Func<Stream> _open;

    /// <summary>Creates a table to send.</summary>
    /// <param name="name">What the file is called, without folders. Where several are sent, it names the series in it, without its extension.</param>
    /// <param name="open">Opens it from its first byte; called once, when it is sent. The stream is disposed then.</param>
    /// <param name="contentType">What is in it; by default what the end of the name says. The first bytes count more, whatever it is.</param>
    public TableFile(string name, Func<Stream> open, string? contentType = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(open);
        Name = name;
        ContentType = contentType ?? TypeOf(name) ?? Unknown;
        _open = open;
    }

    /// <summary>What the file is called.</summary>
    public string Name { get; }

    /// <summary>What is in it; <c>application/octet-stream</c> if nobody knows.</summary>
    public string ContentType { get; }

    /// <summary>A file of this machine.</summary>
    /// <param name="path">Its path; the name is the last part of it.</param>
    /// <param name="name">Another name; <see langword="null"/>, the default, for that of the path.</param>
    public static TableFile FromPath(string path, string? name = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new TableFile(
            name ?? Path.GetFileName(path),
            () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.Asynchronous | FileOptions.SequentialScan));
    }

    /// <summary>
    /// The content type of a file by the end of its name, a compressed one's inner name included (<c>sales.csv.gz</c>); <see langword="null"/> if it ends like no table.
    /// </summary>
    /// <param name="name">The name, or a path.</param>
    public static string? TypeOf(string name) => Types.GetValueOrDefault(Path.GetExtension(WithoutCompression(name)));

    /// <summary>The name without the ends that tell what is in the file: <c>sales</c> for <c>sales.csv.gz</c>. So the daemon calls its series.</summary>
    /// <param name="name">The name.</param>
    public static string StemOf(string name)
    {
        string inner = WithoutCompression(name);
        string stem = TypeOf(inner) is null ? inner : Path.GetFileNameWithoutExtension(inner);
        return stem.Length > 0 ? stem : name;
    }

    /// <summary>What is sent for some files: one alone as the body, several as a form.</summary>
    internal static HttpContent ToContent(IReadOnlyList<TableFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        if (files.Count == 0)
        {
            throw new ArgumentException("There is no file to send.", nameof(files));
        }

        if (files.Count == 1)
        {
            return files[0].ToContent();
        }

        TableFiles form = new();
        foreach (TableFile file in files)
        {
            form.Add(file.ToContent(), "file", Fit(file.Name));
        }

        return form;
    }

    private TableContent ToContent()
    {
        TableContent content = new(_open);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(ContentType);
        return content;
    }

    // A header has no room for these; the daemon leaves them out of names anyway.
    private static string Fit(string name) => string.Concat(name.Select(letter => char.IsControl(letter) || letter is '"' or '\\' or '/' ? '_' : letter));

    private static string WithoutCompression(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string end = Path.GetExtension(name);
        return end.Equals(".gz", StringComparison.OrdinalIgnoreCase) || end.Equals(".zst", StringComparison.OrdinalIgnoreCase) ? name[..^end.Length] : name;
    }
}

using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tollama.Cli.Terminal;
using Tollama.Client;
using Tollama.Core.Errors;
using Tollama.Core.Json;
using Tollama.Core.Requests;

namespace Tollama.Cli.Running;

/// <summary>What is to be forecast: a JSON request, or tables that are passed on without being read.</summary>
internal sealed class ForecastInput : IAsyncDisposable
{
    private readonly Stream? _stream;

    private ForecastInput(Stream stream, JsonObject request) => (_stream, Request, Files) = (stream, request, []);

    private ForecastInput(Stream? stream, IReadOnlyList<TableFile> files, bool isText = false) => (_stream, Files, IsText) = (stream, files, isText);

    /// <summary>Whether there is one table, and it is one of text: it begins neither as JSON nor as a file of another format.</summary>
    public bool IsText { get; }

    /// <summary>The JSON request; <see langword="null"/> for tables.</summary>
    public JsonObject? Request { get; }

    /// <summary>The tables; none beside a JSON request. They can be sent once.</summary>
    public IReadOnlyList<TableFile> Files { get; }

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>
    /// Opens a file or standard input and looks at its first character: <c>{</c> begins a request, or a table of JSON lines or of a data frame; anything else is a
    /// table. Several files are tables.
    /// </summary>
    public static async Task<ForecastInput> OpenAsync(InputSource input, ITerminal terminal, CancellationToken cancellationToken)
    {
        if (input.Table is { } table)
        {
            MemoryStream example = new(table, writable: false);
            return new ForecastInput(example, [new TableFile("example.csv", () => example)], isText: true);
        }

        IReadOnlyList<string> paths = InputFiles.Expand(input.Inputs);
        if (paths.Count > 1)
        {
            return await OpenAllAsync(paths, cancellationToken).ConfigureAwait(false);
        }

        string path = paths is [{ } only] ? only : InputFiles.Standard;
        Stream source = OpenSource(paths.Count == 0 ? null : path, input, terminal);
        string name = path == InputFiles.Standard ? "standard input" : $"'{path}'";
        (byte[] head, char? first) = await ReadHeadAsync(source, cancellationToken).ConfigureAwait(false);
        Stream whole = new PrefixedStream(head, source);
        if (first is null)
        {
            await whole.DisposeAsync().ConfigureAwait(false);
            throw paths.Count == 0 && input.Model is { } model && File.Exists(model) ? NoInput(input) : IsEmpty(name);
        }

        string fileName = path == InputFiles.Standard ? "stdin" : Path.GetFileName(path);
        if (first != '{')
        {
            return new ForecastInput(whole, [new TableFile(fileName, () => whole)], isText: IsTextIn(head, first.Value, fileName));
        }

        byte[] text = await ReadAsync(whole, cancellationToken).ConfigureAwait(false);
        await whole.DisposeAsync().ConfigureAwait(false);
        MemoryStream again = new(text, writable: false);
        return JsonTables.FormOf(text) == JsonTableForm.None
            ? new ForecastInput(again, Parse(text, name))
            : new ForecastInput(again, [new TableFile(fileName, () => again)]);
    }

    public ValueTask DisposeAsync() => _stream?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Files are opened when they are sent: there may be more of them than may be open at once. What is wrong with one is told before.</summary>
    private static async Task<ForecastInput> OpenAllAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        foreach (string path in paths)
        {
            Stream file = OpenFile(path);
            await using (file.ConfigureAwait(false))
            {
                (byte[] _, char? first) = await ReadHeadAsync(file, cancellationToken).ConfigureAwait(false);
                if (first is null)
                {
                    throw IsEmpty($"'{path}'");
                }
            }
        }

        IReadOnlyList<string> names = InputFiles.Names(paths);
        return new ForecastInput(stream: null, [.. paths.Select((path, place) => TableFile.FromPath(path, names[place]))]);
    }

    private static Stream OpenSource(string? path, InputSource input, ITerminal terminal) =>
        path is null or InputFiles.Standard
            ? path is null && terminal.IsInputTerminal ? throw NoInput(input) : terminal.OpenInput()
            : OpenFile(path);

    private static FileStream OpenFile(string path)
    {
        if (Directory.Exists(path))
        {
            string pattern = Path.Combine(path, "*.csv");
            throw CliException.Usage(
                $"'{path}' is a folder, not a file",
                NamedFile.DataIn(path) is { } inside ? $"name a file in it, such as '{inside}', or all of a kind: '{pattern}'" : "name a file of data");
        }

        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.Asynchronous | FileOptions.SequentialScan);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw CliException.Usage(
                $"the input file '{path}' does not exist",
                NamedFile.NearestTo(path) is { } nearest ? $"did you mean '{nearest}'?" : "name an existing file, or '-' for standard input");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CliException.Usage($"cannot read '{path}': {CauseText.Of(exception)}");
        }
    }

    private static CliException IsEmpty(string name) => CliException.Usage($"{name} is empty", "send a JSON request or a table with a header line");

    private static CliException NoInput(InputSource input) => input.Model is { } model && File.Exists(model)
        ? CliException.Usage($"'{model}' is a file, but no model is named", $"name the model first: {input.With(model, "auto")}")
        : CliException.Usage($"there is no input {input.Purpose}", $"name a file ({input.With("sales.csv")}{input.Rest}) or pipe one in ({input.With("< sales.csv")})");

    /// <summary>Reads until the first character that is neither blank nor a part of a byte order mark at the beginning.</summary>
    private static async Task<(byte[] Head, char? First)> ReadHeadAsync(Stream source, CancellationToken cancellationToken)
    {
        using MemoryStream head = new();
        byte[] buffer = new byte[4096];
        int passed = 0;
        while (await source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and int count)
        {
            head.Write(buffer, 0, count);
            if (head.Length < ByteOrderMark.Length && ByteOrderMark.StartsWith(head.GetBuffer().AsSpan(0, (int)head.Length)))
            {
                continue;
            }

            passed = SkipBlanks(head.GetBuffer().AsSpan(0, (int)head.Length), passed);
            if (passed < head.Length)
            {
                return (head.ToArray(), (char)head.GetBuffer()[passed]);
            }
        }

        return (head.ToArray(), null);
    }

    // Of what is compressed the end of the name tells what is in it, and of gzip without a name its first bytes.
    private static bool IsTextIn(byte[] head, char first, string fileName)
    {
        bool isGzip = head.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]);
        if (!isGzip && !head.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD]))
        {
            return first != '[' && !IsBinary(head);
        }

        return TableFile.TypeOf(fileName) is { } type ? type is "text/csv" or "text/tab-separated-values" : isGzip && IsTextInside(head);
    }

    private static bool IsTextInside(byte[] head)
    {
        byte[] inside = new byte[64];
        try
        {
            using GZipStream text = new(new MemoryStream(head), CompressionMode.Decompress);
            int count = text.ReadAtLeast(inside, inside.Length, throwOnEndOfStream: false);
            int passed = SkipBlanks(inside.AsSpan(0, count), 0);
            return passed < count && inside[passed] is not ((byte)'[' or (byte)'{') && !IsBinary(inside.AsSpan(0, count));
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    // Parquet and Arrow by their first letters; workbooks, archives and compressed files by control characters. Text in UTF-16 begins with its byte order mark.
    private static bool IsBinary(ReadOnlySpan<byte> head) =>
        head.StartsWith("PAR1"u8) || head.StartsWith("ARROW1"u8)
        || (!head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) && !head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) && head[..Math.Min(head.Length, 64)].IndexOfAnyInRange((byte)0, (byte)8) >= 0);

    // Bytes of another format may be below a blank: none of them is passed over.
    private static int SkipBlanks(ReadOnlySpan<byte> head, int passed)
    {
        passed = passed == 0 && head.StartsWith(ByteOrderMark) ? ByteOrderMark.Length : passed;
        int first = head[passed..].IndexOfAnyExcept(" \t\r\n"u8);
        return first < 0 ? head.Length : passed + first;
    }

    private static async Task<byte[]> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        using MemoryStream whole = new();
        await stream.CopyToAsync(whole, cancellationToken).ConfigureAwait(false);
        return whole.ToArray();
    }

    private static JsonObject Parse(ReadOnlySpan<byte> text, string name)
    {
        text = text.StartsWith(ByteOrderMark) ? text[ByteOrderMark.Length..] : text;
        try
        {
            return (JsonObject)JsonNode.Parse(Spelled(text))!;
        }
        catch (JsonException exception)
        {
            throw CliException.Usage($"{name} begins like a JSON request but is not valid JSON: {CauseText.Of(exception)}");
        }
        catch (ArgumentException)
        {
            throw CliException.Usage($"{name} begins like a JSON request, but an object in it has a name twice", "write each name once");
        }
    }

    /// <summary>The text, with what Python writes for missing numbers spelled as JSON.</summary>
    private static ReadOnlySpan<byte> Spelled(ReadOnlySpan<byte> text)
    {
        if (!BareNumbers.MayBeIn(text))
        {
            return text;
        }

        byte[] spelled = new byte[BareNumbers.LongestSpelling(text)];
        return spelled.AsSpan(0, BareNumbers.Spell(text, spelled, isTable: false));
    }
}

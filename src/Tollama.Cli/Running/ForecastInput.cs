using System.Text.Json;
using System.Text.Json.Nodes;
using Tollama.Cli.Terminal;
using Tollama.Core.Errors;
using Tollama.Core.Json;
using Tollama.Core.Requests;

namespace Tollama.Cli.Running;

/// <summary>What is to be forecast: a JSON request, or a table that is passed on without being read.</summary>
internal sealed class ForecastInput : IAsyncDisposable
{
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    private readonly Stream _stream;

    private ForecastInput(Stream stream, JsonObject? request, bool isText = false) => (_stream, Request, IsText) = (stream, request, isText);

    /// <summary>Whether the table is one of text: it begins neither as JSON nor as a file of another format.</summary>
    public bool IsText { get; }

    /// <summary>The JSON request; <see langword="null"/> for a table.</summary>
    public JsonObject? Request { get; }

    /// <summary>The table from its first byte.</summary>
    public Stream Table => _stream;

    /// <summary>Opens a file or standard input and looks at its first character: <c>{</c> begins a request, or a table of JSON lines or of a data frame; anything else is a table.</summary>
    public static async Task<ForecastInput> OpenAsync(RunArguments arguments, ITerminal terminal, CancellationToken cancellationToken)
    {
        if (arguments.Table is { } table)
        {
            return new ForecastInput(new MemoryStream(table, writable: false), request: null, isText: true);
        }

        Stream source = OpenSource(arguments, terminal);
        string name = arguments.Input is null or "-" ? "standard input" : $"'{arguments.Input}'";
        (byte[] head, char? first) = await ReadHeadAsync(source, cancellationToken).ConfigureAwait(false);
        Stream whole = new PrefixedStream(head, source);
        if (first is null)
        {
            await whole.DisposeAsync().ConfigureAwait(false);
            throw arguments.Input is null && File.Exists(arguments.Model) ? NoInput(arguments.Model) : CliException.Usage($"{name} is empty", "send a JSON request or a table with a header line");
        }

        if (first != '{')
        {
            return new ForecastInput(whole, request: null, isText: first != '[' && !IsBinary(head));
        }

        byte[] text = await ReadAsync(whole, cancellationToken).ConfigureAwait(false);
        await whole.DisposeAsync().ConfigureAwait(false);
        JsonObject? request = JsonTables.FormOf(text) == JsonTableForm.None ? Parse(text, name) : null;
        return new ForecastInput(new MemoryStream(text, writable: false), request);
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private static Stream OpenSource(RunArguments arguments, ITerminal terminal)
    {
        if (arguments.Input is null or "-")
        {
            return arguments.Input is null && terminal.IsInputTerminal ? throw NoInput(arguments.Model) : terminal.OpenInput();
        }

        if (Directory.Exists(arguments.Input))
        {
            throw CliException.Usage(
                $"'{arguments.Input}' is a folder, not a file", NamedFile.DataIn(arguments.Input) is { } inside ? $"name a file in it, such as '{inside}'" : "name a file of data");
        }

        try
        {
            return new FileStream(arguments.Input, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.Asynchronous | FileOptions.SequentialScan);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw CliException.Usage(
                $"the input file '{arguments.Input}' does not exist",
                NamedFile.NearestTo(arguments.Input) is { } nearest ? $"did you mean '{nearest}'?" : "name an existing file, or '-' for standard input");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CliException.Usage($"cannot read '{arguments.Input}': {CauseText.Of(exception)}");
        }
    }

    private static CliException NoInput(string model) => File.Exists(model)
        ? CliException.Usage($"'{model}' is a file, but no model is named", $"name the model first: tollama run auto {model}")
        : CliException.Usage("there is no input to forecast", $"name a file (tollama run {model} sales.csv --horizon 12) or pipe one in (tollama run {model} < sales.csv)");

    /// <summary>Reads until the first character that is neither blank nor part of a byte order mark.</summary>
    private static async Task<(byte[] Head, char? First)> ReadHeadAsync(Stream source, CancellationToken cancellationToken)
    {
        using MemoryStream head = new();
        byte[] buffer = new byte[4096];
        while (await source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and int count)
        {
            head.Write(buffer, 0, count);
            int first = Array.FindIndex(buffer, 0, count, value => value > ' ' && !ByteOrderMark.Contains(value));
            if (first >= 0)
            {
                return (head.ToArray(), (char)buffer[first]);
            }
        }

        return (head.ToArray(), null);
    }

    // Parquet and Arrow by their first letters; workbooks, archives and compressed files by control characters. Text in UTF-16 begins with its byte order mark.
    private static bool IsBinary(ReadOnlySpan<byte> head) =>
        head.StartsWith("PAR1"u8) || head.StartsWith("ARROW1"u8)
        || (!head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) && !head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) && head[..Math.Min(head.Length, 64)].IndexOfAnyInRange((byte)0, (byte)8) >= 0);

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

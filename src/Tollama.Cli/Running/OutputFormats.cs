using Tollama.Core.Api;

namespace Tollama.Cli.Running;

/// <summary>Which format was asked for, by <c>--format</c> and the extension of <c>--output</c>.</summary>
internal static class OutputFormats
{
    private const string Table = "table";
    private const string Text = ".txt";

    /// <summary>The names that <c>--format</c> takes.</summary>
    public static string[] Names { get; } = [Table, .. AnswerFormats.All.Select(AnswerFormats.NameOf)];

    /// <summary>The format of a run.</summary>
    /// <param name="name">What <c>--format</c> says; <see langword="null"/> for nothing.</param>
    /// <param name="path">What <c>--output</c> says; <see langword="null"/> for nothing.</param>
    /// <param name="isTerminal">Whether standard output is a terminal.</param>
    /// <exception cref="CliException">No format has the extension, another one was named, or it is none for a terminal.</exception>
    public static OutputFormat Of(string? name, string? path, bool isTerminal)
    {
        OutputFormat? named = name switch
        {
            null => null,
            Table => OutputFormat.Table,
            _ => OfAnswer(AnswerFormats.OfName(name) ?? throw CliException.Usage($"--format '{name}' is not known", $"use one of {string.Join(", ", Names)}")),
        };
        if (path is null)
        {
            OutputFormat format = named ?? (isTerminal ? OutputFormat.Table : OutputFormat.Json);
            return isTerminal && AnswerOf(format) is { } answer && !AnswerFormats.IsText(answer)
                ? throw CliException.Usage($"standard output is a terminal: {name} is not for reading", $"write it to a file with --output forecast{AnswerFormats.ExtensionOf(answer)}, or pipe it on")
                : format;
        }

        string extension = Path.GetExtension(path);
        OutputFormat? ofFile = extension.Equals(Text, StringComparison.OrdinalIgnoreCase) ? OutputFormat.Table
            : AnswerFormats.OfExtension(extension) is { } found ? OfAnswer(found) : null;
        if (named is { } wanted)
        {
            return ofFile is null || ofFile == wanted || IsTextIn(wanted, ofFile.Value)
                ? wanted
                : throw CliException.Usage($"--output '{path}' and --format {name} name two formats", $"leave --format out, or name a file with another extension");
        }

        return ofFile ?? throw CliException.Usage(
            extension.Length == 0 ? $"--output '{path}' has no extension that says its format" : $"--output '{path}': no format has the extension '{extension}'",
            $"use one of {string.Join(", ", AnswerFormats.Extensions.Append(Text))}, or say --format");
    }

    /// <summary>The format that the daemon writes; <see langword="null"/> for what is written here of its JSON.</summary>
    public static AnswerFormat? AnswerOf(OutputFormat format) => format switch
    {
        OutputFormat.Csv => AnswerFormat.Csv,
        OutputFormat.Tsv => AnswerFormat.Tsv,
        OutputFormat.Parquet => AnswerFormat.Parquet,
        OutputFormat.Arrow => AnswerFormat.Arrow,
        OutputFormat.ArrowStream => AnswerFormat.ArrowStream,
        OutputFormat.Xlsx => AnswerFormat.Xlsx,
        _ => null,
    };

    private static OutputFormat OfAnswer(AnswerFormat format) => format switch
    {
        AnswerFormat.Json => OutputFormat.Json,
        AnswerFormat.Ndjson => OutputFormat.Ndjson,
        AnswerFormat.Csv => OutputFormat.Csv,
        AnswerFormat.Tsv => OutputFormat.Tsv,
        AnswerFormat.Parquet => OutputFormat.Parquet,
        AnswerFormat.Arrow => OutputFormat.Arrow,
        AnswerFormat.ArrowStream => OutputFormat.ArrowStream,
        _ => OutputFormat.Xlsx,
    };

    // A file of text may hold any of our texts, JSON lines may be called .json, and a stream of Arrow .arrow.
    private static bool IsTextIn(OutputFormat format, OutputFormat ofFile) => (format, ofFile) switch
    {
        (OutputFormat.ArrowStream, OutputFormat.Arrow) => true,
        (OutputFormat.Json or OutputFormat.Ndjson, OutputFormat.Json or OutputFormat.Ndjson) => true,
        (_, OutputFormat.Table) => AnswerOf(format) is not { } answer || AnswerFormats.IsText(answer),
        _ => false,
    };
}

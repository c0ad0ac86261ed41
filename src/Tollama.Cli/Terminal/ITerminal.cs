namespace Tollama.Cli.Terminal;

/// <summary>Where the CLI reads and writes: standard output for data, standard error for people.</summary>
public interface ITerminal
{
    /// <summary>Data, and nothing else.</summary>
    TextWriter Out { get; }

    /// <summary>Messages, progress, warnings and errors.</summary>
    TextWriter Error { get; }

    /// <summary>
    /// As <see cref="Out"/>, for what has control characters of the program's own; others' text goes there only as <see cref="Core.Text.VisibleText"/>, or where no person reads it.
    /// </summary>
    TextWriter OutUnfiltered => Out;

    /// <summary>As <see cref="Error"/>, for what has control characters of the program's own.</summary>
    TextWriter ErrorUnfiltered => Error;

    /// <summary>True when nobody redirected standard input: a person would have to type.</summary>
    bool IsInputTerminal { get; }

    /// <summary>True when standard output is seen by a person.</summary>
    bool IsOutputTerminal { get; }

    /// <summary>True when standard error is seen by a person.</summary>
    bool IsErrorTerminal { get; }

    /// <summary>True when standard output may carry colours.</summary>
    bool HasColor { get; }

    /// <summary>Columns of the terminal that shows standard output; 80 when there is none.</summary>
    int Width { get; }

    /// <summary>Columns of the terminal that shows standard error; 80 when there is none.</summary>
    int ErrorWidth { get; }

    /// <summary>Standard input as bytes.</summary>
    Stream OpenInput();

    /// <summary>Standard output as bytes.</summary>
    Stream OpenOutput();

    /// <summary>One line that a person types; <see langword="null"/> at the end of the input.</summary>
    ValueTask<string?> ReadLineAsync(CancellationToken cancellationToken);
}

using System.Text;
using Tollama.Cli.Terminal;

namespace Tollama.Cli.Tests;

/// <summary>A terminal, or a pipe, that remembers what was written.</summary>
internal sealed class TestTerminal : ITerminal
{
    public string Input { get; init; } = "";

    public string? Answer { get; init; }

    public TextWriter Out { get; init; } = new StringWriter { NewLine = "\n" };

    public TextWriter Error { get; } = new StringWriter { NewLine = "\n" };

    public bool IsInputTerminal { get; init; }

    public bool IsOutputTerminal { get; init; }

    public bool IsErrorTerminal { get; init; }

    public bool HasColor { get; init; }

    public int Width { get; init; } = 80;

    public int ErrorWidth { get; init; } = 80;

    /// <summary>Takes what is written to standard output as bytes.</summary>
    public Stream OutputStream { get; init; } = new MemoryStream();

    public string OutputBytes => Encoding.UTF8.GetString(((MemoryStream)OutputStream).ToArray());

    public string Output => Out.ToString()!;

    public string Errors => Error.ToString()!;

    public Stream OpenInput() => new MemoryStream(Encoding.UTF8.GetBytes(Input));

    public Stream OpenOutput() => OutputStream;

    public ValueTask<string?> ReadLineAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Answer);
}

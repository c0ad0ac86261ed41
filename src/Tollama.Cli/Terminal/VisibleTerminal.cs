namespace Tollama.Cli.Terminal;

/// <summary>A terminal to which nobody but this program sends control characters: not a model's licence, not a series' name, not an error of a server.</summary>
/// <remarks>It is put around every terminal at the edge of the program, so no verb has to think of it. Pipes are filtered as well: they often end in a terminal.</remarks>
internal sealed class VisibleTerminal(ITerminal inner) : ITerminal
{
    public TextWriter Out { get; } = new VisibleWriter(inner.Out, []);

    public TextWriter Error { get; } = new VisibleWriter(inner.Error, []);

    public TextWriter OutUnfiltered => inner.Out;

    public TextWriter ErrorUnfiltered => inner.Error;

    public bool IsInputTerminal => inner.IsInputTerminal;

    public bool IsOutputTerminal => inner.IsOutputTerminal;

    public bool IsErrorTerminal => inner.IsErrorTerminal;

    public bool HasColor => inner.HasColor;

    public int Width => inner.Width;

    public int ErrorWidth => inner.ErrorWidth;

    public Stream OpenInput() => inner.OpenInput();

    public Stream OpenOutput() => inner.OpenOutput();

    public ValueTask<string?> ReadLineAsync(CancellationToken cancellationToken) => inner.ReadLineAsync(cancellationToken);
}

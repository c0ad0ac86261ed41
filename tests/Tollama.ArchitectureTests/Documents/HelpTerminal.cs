using Tollama.Cli.Terminal;

namespace Tollama.ArchitectureTests.Documents;

/// <summary>A terminal without input, which keeps what a help writes.</summary>
internal sealed class HelpTerminal : ITerminal, IDisposable
{
    private readonly StringWriter _text = new();

    public string Text => _text.ToString();

    public TextWriter Out => _text;

    public TextWriter Error => _text;

    public bool IsInputTerminal => false;

    public bool IsOutputTerminal => false;

    public bool IsErrorTerminal => false;

    public bool HasColor => false;

    public int Width => 120;

    public int ErrorWidth => 120;

    public Stream OpenInput() => Stream.Null;

    public Stream OpenOutput() => Stream.Null;

    public ValueTask<string?> ReadLineAsync(CancellationToken cancellationToken) => ValueTask.FromResult<string?>(null);

    public void Dispose() => _text.Dispose();
}

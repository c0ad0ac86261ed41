using System.Text;
using Tollama.Core.Configuration;

namespace Tollama.Cli.Terminal;

/// <summary>The console of this process.</summary>
/// <param name="environment">Where <c>NO_COLOR</c> and <c>TERM</c> are looked up.</param>
public sealed class SystemTerminal(TollamaEnvironment environment) : ITerminal
{
    private const int DefaultWidth = 80;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly Lazy<TextWriter> _out = new(() => Open(StandardOutput(), !Console.IsOutputRedirected));
    private readonly Lazy<TextWriter> _error = new(() => Open(new StandardStream(Console.OpenStandardError(), name: null), autoFlush: true));

    /// <inheritdoc />
    public TextWriter Out => _out.Value;

    /// <inheritdoc />
    public TextWriter Error => _error.Value;

    /// <inheritdoc />
    public bool IsInputTerminal => !Console.IsInputRedirected;

    /// <inheritdoc />
    public bool IsOutputTerminal => !Console.IsOutputRedirected;

    /// <inheritdoc />
    public bool IsErrorTerminal => !Console.IsErrorRedirected && environment.Get("TERM") != "dumb";

    /// <inheritdoc />
    public bool HasColor => IsOutputTerminal && environment.Get("NO_COLOR") is null && environment.Get("TERM") != "dumb";

    /// <inheritdoc />
    public int Width => IsOutputTerminal ? WindowWidth() : DefaultWidth;

    /// <inheritdoc />
    public int ErrorWidth => IsErrorTerminal ? WindowWidth() : DefaultWidth;

    /// <inheritdoc />
    public Stream OpenInput() => Console.OpenStandardInput();

    /// <inheritdoc />
    public Stream OpenOutput() => StandardOutput();

    /// <inheritdoc />
    public ValueTask<string?> ReadLineAsync(CancellationToken cancellationToken) => Console.In.ReadLineAsync(cancellationToken);

    private static StandardStream StandardOutput() => new(Console.OpenStandardOutput(), "standard output");

    private static int WindowWidth()
    {
        try
        {
            return Console.WindowWidth is > 0 and int width ? width : DefaultWidth;
        }
        catch (IOException)
        {
            return DefaultWidth;
        }
    }

    // Data for a pipe is buffered and flushed once at the end; what a person reads appears at once.
    private static StreamWriter Open(Stream stream, bool autoFlush) => new(stream, Utf8, bufferSize: 16 * 1024) { AutoFlush = autoFlush };
}

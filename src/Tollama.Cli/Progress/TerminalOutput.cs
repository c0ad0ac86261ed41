using System.Text;
using Spectre.Console;
using Tollama.Cli.Terminal;

namespace Tollama.Cli.Progress;

/// <summary>Standard error of a terminal, as Spectre sees it; the width is asked for again at each paint.</summary>
internal sealed class TerminalOutput(ITerminal terminal) : IAnsiConsoleOutput
{
    private const int Rows = 1000;

    // It moves the cursor. The texts in its rows are visible ones.
    public TextWriter Writer => terminal.ErrorUnfiltered;

    public bool IsTerminal => true;

    public int Width => terminal.ErrorWidth;

    // Rows are not cropped: a pull has a few files.
    public int Height => Rows;

    public void SetEncoding(Encoding encoding)
    {
        // It is UTF-8 already.
    }
}

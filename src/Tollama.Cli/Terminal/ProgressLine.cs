using Tollama.Core.Text;

namespace Tollama.Cli.Terminal;

/// <summary>One line on standard error that is painted over; lines one below another where nobody watches but progress was asked for.</summary>
internal sealed class ProgressLine(ITerminal terminal, ProgressMode mode) : IDisposable
{
    private const string ToStartAndErase = "\r\e[K";

    private string? _shown;

    private bool IsShown => mode == ProgressMode.On || (mode == ProgressMode.Auto && terminal.IsErrorTerminal);

    public void Show(string? text)
    {
        if (text is null || text == _shown || !IsShown)
        {
            return;
        }

        _shown = text;
        if (terminal.IsErrorTerminal)
        {
            terminal.ErrorUnfiltered.Write(ToStartAndErase + VisibleText.OneLine(text));
        }
        else
        {
            terminal.Error.WriteLine(text);
        }
    }

    public void Dispose()
    {
        if (_shown is not null && terminal.IsErrorTerminal)
        {
            terminal.ErrorUnfiltered.Write(ToStartAndErase);
        }
    }
}

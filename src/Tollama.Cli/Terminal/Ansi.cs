namespace Tollama.Cli.Terminal;

/// <summary>Colours of a terminal; plain text where there are none.</summary>
/// <remarks>Only the sixteen colours of the user's own theme: they are readable on dark and on light backgrounds.</remarks>
internal sealed class Ansi(bool isOn)
{
    private const string Reset = "\e[0m";

    /// <summary>For the name of a thing.</summary>
    public string Bold(string text) => Wrap("\e[1m", text);

    /// <summary>For what frames the data.</summary>
    public string Dim(string text) => Wrap("\e[90m", text);

    /// <summary>For what was forecast.</summary>
    public string Forecast(string text) => Wrap("\e[36m", text);

    /// <summary>For what might go wrong.</summary>
    public string Warning(string text) => Wrap("\e[33m", text);

    private string Wrap(string code, string text) => isOn && text.Length > 0 ? code + text + Reset : text;
}

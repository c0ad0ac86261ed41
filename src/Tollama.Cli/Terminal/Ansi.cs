using Tollama.Core.Text;

namespace Tollama.Cli.Terminal;

/// <summary>Colours of a terminal; plain text where there are none.</summary>
/// <remarks>Only the sixteen colours of the user's own theme: they are readable on dark and on light backgrounds.</remarks>
internal sealed class Ansi(bool isOn)
{
    private const string Reset = "\e[0m";
    private const string BoldCode = "\e[1m";
    private const string DimCode = "\e[90m";
    private const string ForecastCode = "\e[36m";
    private const string WarningCode = "\e[33m";

    /// <summary>All that it adds to texts.</summary>
    public IReadOnlyList<string> Codes => isOn ? [Reset, BoldCode, DimCode, ForecastCode, WarningCode] : [];

    /// <summary>For the name of a thing.</summary>
    public string Bold(string text) => Wrap(BoldCode, text);

    /// <summary>For what frames the data.</summary>
    public string Dim(string text) => Wrap(DimCode, text);

    /// <summary>For what was forecast.</summary>
    public string Forecast(string text) => Wrap(ForecastCode, text);

    /// <summary>For what might go wrong.</summary>
    public string Warning(string text) => Wrap(WarningCode, text);

    // The text may be of others: what it has of codes itself is shown, not obeyed.
    private string Wrap(string code, string text) =>
        isOn && text.Length > 0 ? code + VisibleText.OneLine(text) + Reset : VisibleText.OneLine(text);
}

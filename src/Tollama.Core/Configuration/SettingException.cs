namespace Tollama.Core.Configuration;

/// <summary>A setting with which tollama does not begin. The message names it and what was wrong with it, and never a secret.</summary>
/// <param name="message">One sentence.</param>
/// <param name="hint">What to do.</param>
public sealed class SettingException(string message, string hint) : Exception(message)
{
    /// <summary>What to do.</summary>
    public string Hint { get; } = hint;
}

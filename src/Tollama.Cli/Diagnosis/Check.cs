namespace Tollama.Cli.Diagnosis;

/// <summary>One thing that <c>tollama doctor</c> looked at.</summary>
/// <param name="Name">What: <c>daemon</c>.</param>
/// <param name="Status">How it is.</param>
/// <param name="Message">What was found.</param>
/// <param name="Hint">What to do about it, if anything.</param>
internal sealed record Check(string Name, CheckStatus Status, string Message, string? Hint = null);

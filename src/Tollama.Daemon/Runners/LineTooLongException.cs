namespace Tollama.Daemon.Runners;

/// <summary>A line grew past the limit while it was written; nothing of it is sent.</summary>
internal sealed class LineTooLongException(int maxLineBytes) : Exception($"The line is longer than {maxLineBytes} bytes.");

namespace Tollama.Cli;

/// <summary>Ends a verb with a message for people and an exit code.</summary>
internal sealed class CliException(int exitCode, string message, string? hint = null) : Exception(message)
{
    public int ExitCode { get; } = exitCode;

    public string? Hint { get; } = hint;

    public static CliException Usage(string message, string? hint = null) => new(ExitCodes.Usage, message, hint);

    public static CliException Failure(string message, string? hint = null) => new(ExitCodes.Failure, message, hint);
}

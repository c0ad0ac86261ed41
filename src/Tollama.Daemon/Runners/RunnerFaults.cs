using System.Globalization;
using System.Text.Json;
using Tollama.Core.Errors;
using Tollama.Core.Protocol;

namespace Tollama.Daemon.Runners;

/// <summary>What users are told when a runner fails them.</summary>
internal static class RunnerFaults
{
    private static readonly TimeSpan StoppedRetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>The runner answered with an error object.</summary>
    public static TollamaException FromRunner(string runner, string model, RunnerError error, string method = RunnerMethods.Forecast) => error.Code switch
    {
        RunnerErrorCodes.InvalidParams => new(ErrorCode.InvalidRequest, error.Message, Hint(error)),
        RunnerErrorCodes.SeriesNotForecastable => new(ErrorCode.SeriesNotForecastable, error.Message, Hint(error)),
        RunnerErrorCodes.InvalidRequest or RunnerErrorCodes.MethodNotFound => new(
            ErrorCode.RunnerProtocol,
            $"Runner '{runner}' does not understand the daemon: {error.Message} (code {Code(error)}).",
            "The runner and tollama are of different versions: install them together."),
        _ when Text(error, "code") == ErrorCode.InvalidModelFile.ToWireName() => new(
            ErrorCode.StoreUnavailable,
            $"The files of '{model}' in the store are not what they were when it was installed: {error.Message}",
            $"'tollama doctor --verify {model}' says which, and how to get whole ones."),
        _ when model.Length == 0 => new(ErrorCode.RunnerFailed, $"Runner '{runner}' failed on '{method}': {error.Message} (code {Code(error)})", Hint(error)),
        RunnerErrorCodes.ModelUnavailable => new(ErrorCode.RunnerFailed, $"Runner '{runner}' has no model '{model}': {error.Message}", Hint(error)),
        _ => new(ErrorCode.RunnerFailed, $"Runner '{runner}' failed on model '{model}': {error.Message} (code {Code(error)})", Hint(error)),
    };

    /// <summary>The runner's line is not JSON, or not an answer.</summary>
    public static TollamaException NotTheProtocol(string runner, JsonException cause) => new(
        ErrorCode.RunnerProtocol,
        $"Runner '{runner}' answered with something that is not the protocol: {cause.Message}.",
        "This is a defect of the runner; its stderr is in the daemon's log at level debug.",
        innerException: cause);

    /// <summary>The runner's answer to <paramref name="method"/> lacks something.</summary>
    public static TollamaException BadResult(string runner, string method, string what) =>
        new(ErrorCode.RunnerProtocol, $"Runner '{runner}' answered '{method}' with something that is not the protocol: {what}.");

    /// <summary>The runner does not name the method among its capabilities.</summary>
    public static TollamaException Unable(string runner, string method) => new(
        ErrorCode.NotImplemented,
        $"Runner '{runner}' does not know '{method}'.",
        "The runner is older than the daemon: install them together.");

    /// <summary>The line of the request would be longer than a runner reads.</summary>
    public static TollamaException RequestTooLong(string runner, int maxBytes) => new(
        ErrorCode.InvalidRequest,
        $"The request is too large for runner '{runner}': it makes a line of more than {maxBytes} bytes.",
        "Send fewer or shorter series in one request.");

    /// <summary>The line of the answer is longer than the daemon reads.</summary>
    public static TollamaException AnswerTooLong(string runner, int maxBytes) => new(
        ErrorCode.RunnerProtocol,
        $"Runner '{runner}' answered with a line of more than {maxBytes} bytes.",
        "Ask for fewer series, a shorter horizon or fewer quantiles in one request.");

    /// <summary>The runner could not read the line of a request, not even its id.</summary>
    public static TollamaException Unreadable(string runner, RunnerError error) => new(
        ErrorCode.RunnerProtocol,
        $"Runner '{runner}' could not read the request: {error.Message}",
        "Send fewer or shorter series in one request.");

    /// <summary>The process was lost for the last time that this request may have.</summary>
    public static TollamaException Lost(RunnerLostException loss, int attempts) => new(
        loss.Cause is LossCause.OverMemory or LossCause.OverMemoryAlone ? ErrorCode.InsufficientMemory : ErrorCode.RunnerFailed,
        attempts > 1 ? $"{loss.Message}; the request was tried on {attempts} processes." : loss.Message + ".",
        Stderr(loss.StderrTail),
        innerException: loss)
    {
        IsHintPrivate = true,
    };

    /// <summary>The process could not be started at all.</summary>
    public static TollamaException NotStarted(RunnerLaunch launch, Exception cause) => new(
        ErrorCode.RunnerFailed,
        $"Runner '{launch.Name}' could not be started: {CauseText.Of(cause)}",
        $"The command is: {string.Join(' ', launch.Arguments.Prepend(launch.FileName))}",
        innerException: cause)
    {
        IsHintPrivate = true,
    };

    /// <summary>The process was not started: others may write the program, or a file that it is started with.</summary>
    public static TollamaException NotTrusted(RunnerLaunch launch, UntrustedFileException cause) => new(
        ErrorCode.RunnerFailed,
        $"Runner '{launch.Name}' is not started, because it is not trusted: {cause.Message}.",
        cause.Fault.Remedy,
        innerException: cause)
    {
        IsHintPrivate = true,
    };

    /// <summary>The process runs but did not introduce itself.</summary>
    public static TollamaException NoHello(RunnerLaunch launch, TimeSpan deadline, string stderrTail) => new(
        ErrorCode.RunnerFailed,
        $"Runner '{launch.Name}' did not answer 'hello' within {Seconds(deadline)}.",
        Stderr(stderrTail) ?? $"Is it a tollama runner? The command is: {string.Join(' ', launch.Arguments.Prepend(launch.FileName))}")
    {
        IsHintPrivate = true,
    };

    /// <summary>The runner speaks another version.</summary>
    public static TollamaException WrongProtocol(string runner, HelloResult hello)
    {
        int version = hello.Protocol ?? RunnerMethods.FirstVersion;
        bool isOlder = version < RunnerMethods.ProtocolVersion;
        string older = isOlder ? "the runner is older" : "this daemon is older";
        return new TollamaException(
            ErrorCode.RunnerProtocol,
            $"Runner '{runner}' ({hello.Name} {hello.Version}) speaks protocol {version}, this daemon speaks {RunnerMethods.ProtocolVersion}: {older}.",
            isOlder ? $"Update the runner '{runner}', or install an older tollama." : $"Update tollama, or install an older version of the runner '{runner}'.");
    }

    /// <summary>The time of a request was over.</summary>
    public static TollamaException TimedOut(string runner, string what, TimeSpan after) => new(
        ErrorCode.Timeout,
        $"Runner '{runner}' did not {what} within {Seconds(after)}; the request was cancelled.",
        "Send fewer or shorter series at once, or allow more time.");

    /// <summary>The breaker is open.</summary>
    public static TollamaException Paused(string runner, TimeSpan retryAfter, string? lastLoss) =>
        new(ErrorCode.RunnerUnavailable, $"Runner '{runner}' keeps failing and is given a pause of {Seconds(retryAfter)}.", lastLoss)
        {
            RetryAfter = retryAfter,
            IsHintPrivate = true,
        };

    /// <summary>The runner was stopped on purpose.</summary>
    public static TollamaException Stopped(string runner) =>
        new(ErrorCode.RunnerUnavailable, $"Runner '{runner}' was stopped.", "Send the request again.") { RetryAfter = StoppedRetryAfter };

    /// <summary>The last loss in one sentence, for logs and hints.</summary>
    public static string Describe(RunnerLostException loss) => loss.StderrTail.Length > 0 ? $"{loss.Message}. {Stderr(loss.StderrTail)}" : loss.Message + ".";

    private static string? Stderr(string tail) => tail.Length > 0 ? $"Last stderr: {tail}" : null;

    private static string Seconds(TimeSpan time) => FormattableString.Invariant($"{time.TotalSeconds:0.###} s");

    private static string Code(RunnerError error) =>
        error.CodeName is { } name ? Excerpt.Of(name) : error.Code.ToString(CultureInfo.InvariantCulture);

    private static string? Hint(RunnerError error) => Text(error, "hint");

    private static string? Text(RunnerError error, string name) =>
        error.Data is { ValueKind: JsonValueKind.Object } data && data.TryGetProperty(name, out JsonElement value)
            && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

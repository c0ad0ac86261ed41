using System.CommandLine;
using System.CommandLine.Invocation;
using Tollama.Cli.Commands;
using Tollama.Cli.Terminal;
using Tollama.Client;
using Tollama.Core.Configuration;
using Tollama.Core.Errors;

namespace Tollama.Cli;

/// <summary>The command line: arguments in, exit code out.</summary>
public static class CliProgram
{
    /// <summary>Runs one command line.</summary>
    /// <param name="args">The arguments without the program's name.</param>
    /// <param name="host">The world outside.</param>
    /// <param name="cancellationToken">Cancelled by Ctrl-C.</param>
    /// <returns>One of <see cref="ExitCodes"/>, or what the daemon returned.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, CliHost host, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(host);
        CliHost filtered = host with { Terminal = new VisibleTerminal(host.Terminal) };
        int exitCode = await GuardedAsync(args, filtered, cancellationToken).ConfigureAwait(false);
        return await FlushAsync(filtered).ConfigureAwait(false) ?? exitCode;
    }

    private static async Task<int> GuardedAsync(IReadOnlyList<string> args, CliHost host, CancellationToken cancellationToken)
    {
        TextWriter error = host.Terminal.Error;
        try
        {
            // The question scripts ask most often needs no command tree.
            return args is ["-v"] or ["--version"]
                ? await VersionCommand.PrintAsync(host, baseUrl: null, json: false, cancellationToken).ConfigureAwait(false)
                : await ParseAndInvokeAsync(args, host, cancellationToken).ConfigureAwait(false);
        }
        catch (CliException exception)
        {
            ErrorText.Write(error, exception.Message, exception.Hint);
            return exception.ExitCode;
        }
        catch (TollamaClientException exception)
        {
            ErrorText.Write(error, exception);
            return exception.Code == ErrorCode.DaemonUnreachable ? ExitCodes.Unreachable : ExitCodes.Failure;
        }
        catch (SettingException exception)
        {
            ErrorText.Write(error, exception.Message, exception.Hint);
            return ExitCodes.Usage;
        }
        catch (TollamaException exception)
        {
            ErrorText.Write(error, exception.Message, exception.Hint);
            return ExitCodes.Failure;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }
    }

    private static async Task<int> ParseAndInvokeAsync(IReadOnlyList<string> args, CliHost host, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> words = args.Count > 0 && args[0] == "help" ? [.. args.Skip(1), "--help"] : args;
        ParseResult parsed = new TollamaRootCommand(host).Parse(ProgressOption.WithValue(words));
        if (FaultOf(parsed) is { } fault)
        {
            throw CliException.Usage(SecretText.WithoutPasswords(fault), $"see '{UnknownWords.PathOf(parsed.CommandResult)} --help'");
        }

        // Ctrl-C comes in through the token, so that a request is cancelled in the daemon, too.
        InvocationConfiguration invocation = new()
        {
            Output = host.Terminal.Out,
            Error = host.Terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        return await parsed.InvokeAsync(invocation, cancellationToken).ConfigureAwait(false);
    }

    // Whoever asks for help gets it in spite of other faults, but not about a verb that does not exist.
    private static string? FaultOf(ParseResult parsed) => parsed.Action switch
    {
        null or ParseErrorAction when parsed.Errors.Count > 0 => UnknownWords.Describe(parsed) ?? string.Join("; ", parsed.Errors.Select(fault => fault.Message)),
        EnvironmentHelpAction => UnknownWords.HasNoVerb(parsed) ? UnknownWords.Describe(parsed) : null,
        { } action when action == parsed.CommandResult.Command.Action => UnknownWords.Describe(parsed),
        _ => null,
    };

    /// <summary>Writes what is held; <see langword="null"/> when that went well.</summary>
    private static async Task<int?> FlushAsync(CliHost host)
    {
        try
        {
            await host.Terminal.Out.FlushAsync(CancellationToken.None).ConfigureAwait(false);
            return null;
        }
        catch (CliException exception)
        {
            ErrorText.Write(host.Terminal.Error, exception.Message, exception.Hint);
            return exception.ExitCode;
        }
        catch (IOException)
        {
            // The reader of the pipe has left (tollama list | head -1); there is nobody to tell.
            return ExitCodes.Failure;
        }
    }
}

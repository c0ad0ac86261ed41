using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Tollama.Core.Text;

namespace Tollama.Daemon.Hosting;

/// <summary>Each entry of the log as one line: time, level, who, what. Characters that could move a terminal's cursor or begin a line become blanks.</summary>
internal sealed class LogLines(TimeProvider time) : ConsoleFormatter(FormatName)
{
    internal const string FormatName = "tollama";

    private const string Server = "Microsoft.AspNetCore.Server.Kestrel";

    /// <summary>
    /// The server calls it an error that the rest of a body could not be read when its request had been cancelled amid a read. That is how it has to be when
    /// a client leaves or the daemon ends; the server closes the connection, and all is well.
    /// </summary>
    private const string CancelledRead = "RequestBodyDrainBodyReaderInvalidState";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        if (logEntry.EventId.Name == CancelledRead && logEntry.Category == Server)
        {
            return;
        }

        textWriter.Write(time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z' ", CultureInfo.InvariantCulture));
        textWriter.Write(Level(logEntry.LogLevel));
        textWriter.Write(": ");
        textWriter.Write(logEntry.Category);
        textWriter.Write('[');
        textWriter.Write(logEntry.EventId.Id.ToString(CultureInfo.InvariantCulture));
        textWriter.Write("] ");
        WriteOnOneLine(textWriter, logEntry.Formatter(logEntry.State, logEntry.Exception));
        if (logEntry.Exception is { } exception)
        {
            textWriter.Write(' ');
            WriteOnOneLine(textWriter, exception.ToString());
        }

        textWriter.WriteLine();
    }

    private static void WriteOnOneLine(TextWriter writer, string text)
    {
        foreach (char letter in text)
        {
            writer.Write(VisibleText.IsHidden(letter) ? ' ' : letter);
        }
    }

    private static string Level(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        _ => "crit",
    };
}

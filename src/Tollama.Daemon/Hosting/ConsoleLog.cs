using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Tollama.Daemon.Hosting;

/// <summary>The log: lines on standard error.</summary>
internal static class ConsoleLog
{
    internal static void Add(ILoggingBuilder logging, LogLevel level)
    {
        if (BackgroundLog.Open() is { } file)
        {
            Console.SetError(file);
        }

        logging.SetMinimumLevel(level);
        logging.AddFilter("Microsoft", level > LogLevel.Debug ? LogLevel.Warning : LogLevel.Information);

        // A failure to start is told in one sentence by whoever called; the host would print its stack before.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        logging.Services.AddSingleton<ConsoleFormatter>(new LogLines(TimeProvider.System));
        logging.AddConsole(console =>
        {
            console.FormatterName = LogLines.FormatName;
            console.LogToStandardErrorThreshold = LogLevel.Trace;

            // Standard error may be a pipe that nobody reads. Then lines are lost, and counted, rather than every request held.
            console.QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite;
        });
    }
}

using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Tollama.Daemon.Hosting;

namespace Tollama.Daemon.Tests.Hosting;

public sealed class LogLinesTests
{
    private static readonly FakeTimeProvider Time = new(new DateTimeOffset(2025, 3, 1, 12, 0, 0, 5, TimeSpan.Zero));

    [Fact]
    public void An_entry_is_one_line() =>
        Written("some", new EventId(7, "Name"), "it happened", new InvalidOperationException("why\nand why")).ShouldBe(
            "2025-03-01T12:00:00.005Z fail: some[7] it happened System.InvalidOperationException: why and why" + Environment.NewLine);

    [Fact]
    public void Nobody_writes_to_the_terminal_through_it() =>
        Written("some", 1, "a\u001b[2Jb\rc\u2028d\u0085e\u202ef\u2066g\u007fh").ShouldEndWith("a [2Jb c d e f g h" + Environment.NewLine);

    [Fact]
    public void That_a_cancelled_body_was_not_read_to_its_end_is_no_entry()
    {
        EventId noise = new(67, "RequestBodyDrainBodyReaderInvalidState");
        Written("Microsoft.AspNetCore.Server.Kestrel", noise, "x").ShouldBeEmpty();
        Written("other", noise, "x").ShouldNotBeEmpty();
        Written("Microsoft.AspNetCore.Server.Kestrel", new EventId(1, "Other"), "x").ShouldNotBeEmpty();
    }

    private static string Written(string category, EventId id, string message, Exception? exception = null)
    {
        using StringWriter writer = new();
        LogEntry<string> entry = new(LogLevel.Error, category, id, message, exception, static (state, _) => state);
        new LogLines(Time).Write(entry, scopeProvider: null, writer);
        return writer.ToString();
    }
}

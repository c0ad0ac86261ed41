using Tollama.Cli.Terminal;
using Tollama.Core.Api;

namespace Tollama.Cli.Tests.Commands;

/// <summary>Standard output that cannot be written, as where it goes to a full disk.</summary>
public sealed class FullDiskTests : CliFixture
{
    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    [InlineData("table")]
    public async Task A_full_disk_behind_standard_output_is_said_once(string format)
    {
        Full();
        ForecastResponse response = Samples.Response();
        Daemon
            .OnJson(
                "POST /api/show",
                """
                {"name":"naive","model":"naive","family":"stats","license":"MIT","license_info":{"type":"MIT"},"modelfile":"","parameters":"",
                "details":{"format":"builtin","family":"stats"},"model_info":{ },"capabilities":[],"modified_at":"","digest":"","size":0,"source":{"type":"builtin"} }
                """)
            .On("POST /api/forecast", async (request, answer) =>
            {
                answer.ContentType = request.Headers.GetValueOrDefault("Accept") ?? "application/x-ndjson";
                answer.Headers[AnswerNotices.ErrorsHeader] = "0";
                await answer.Body.WriteAsync(System.Text.Encoding.UTF8.GetBytes(Samples.DoneLine(response)), Token);
            });

        (await RunAsync("run", "naive", WriteFile("s.csv", "ds,y\n2025-01-01,1\n2025-01-02,2\n"), "-n", "2", "--format", format)).ShouldBe(ExitCodes.Failure);

        Terminal.Errors.ShouldContain("Error: cannot write to standard output: ");
        Terminal.Errors.Split("cannot write").Length.ShouldBe(2);
    }

    [Fact]
    public async Task Every_verb_says_it()
    {
        Full();

        (await RunAsync("completion", "bash")).ShouldBe(ExitCodes.Failure);

        Terminal.Errors.ShouldContain("Error: cannot write to standard output: ");
    }

    [Fact]
    public void Nobody_is_told_of_a_full_disk_behind_standard_error()
    {
        using StandardStream stream = new(new FullStream(), name: null);

        stream.Write("text"u8);
        stream.Flush();
    }

    private void Full()
    {
        StandardStream stream = new(new FullStream(), "standard output");
        Terminal = new TestTerminal { Out = new StreamWriter(stream), OutputStream = stream };
    }

    private sealed class FullStream : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("No space left on device");

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("No space left on device");
    }
}

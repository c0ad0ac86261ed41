using System.Runtime.Versioning;
using Tollama.Core.Api;

namespace Tollama.Cli.Tests.Commands;

/// <summary>Where <c>run</c> writes to: not over what it reads, not in the place of a pipe, and to standard output by its name.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class OutputPlaceTests : CliFixture
{
    private const string Csv = "ds,y\n2025-01-01,1\n2025-01-02,2\n";

    [Theory]
    [InlineData("s.csv", "s.csv")]
    [InlineData("s.csv", "folder/../s.csv")]
    [InlineData("s.csv", "link.csv")]
    [InlineData("link.csv", "s.csv")]
    [InlineData("s.csv", "linked/s.csv")]
    [InlineData("*.csv", "s.csv")]
    public async Task An_input_is_not_written_over(string input, string output)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links of Unix");
        string table = WriteFile("s.csv", Csv);
        Directory.CreateDirectory(Path.Combine(Folder, "folder"));
        File.CreateSymbolicLink(Path.Combine(Folder, "link.csv"), table);
        Directory.CreateSymbolicLink(Path.Combine(Folder, "linked"), Folder);

        (await RunAsync("run", "naive", Path.Combine(Folder, input), "-n", "2", "--output", Path.Combine(Folder, output))).ShouldBe(ExitCodes.Usage);

        Terminal.Errors.ShouldContain("would be written over: it is");
        Terminal.Errors.ShouldContain("name another file");
        Daemon.Requests.ShouldBeEmpty();
        (await File.ReadAllTextAsync(table, Token)).ShouldBe(Csv);
    }

    [Fact]
    public async Task An_old_file_with_the_same_text_that_is_no_input_is_written_over()
    {
        Answers("a,b\n");
        string old = WriteFile("old.csv", Csv);

        (await RunAsync("run", "naive", WriteFile("s.csv", Csv), "-n", "2", "--output", old)).ShouldBe(0);

        (await File.ReadAllTextAsync(old, Token)).ShouldBe("a,b\n");
    }

    [Fact]
    public async Task A_dash_is_standard_output()
    {
        Answers("a,b\n");

        (await RunAsync("run", "naive", WriteFile("s.csv", Csv), "-n", "2", "--format", "csv", "--output", "-")).ShouldBe(0);

        Terminal.OutputBytes.ShouldBe("a,b\n");
        File.Exists("-").ShouldBeFalse();
    }

    [Fact]
    public async Task A_pipe_with_a_name_is_written_to_and_stays_a_pipe()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "mkfifo");
        Answers("a,b\n");
        string pipe = Path.Combine(Folder, "pipe.csv");
        using (System.Diagnostics.Process made = System.Diagnostics.Process.Start("mkfifo", [pipe]))
        {
            await made.WaitForExitAsync(Token);
        }

        Task<string> read = Task.Run(() => File.ReadAllText(pipe), Token);
        (await RunAsync("run", "naive", WriteFile("s.csv", Csv), "-n", "2", "--output", pipe)).ShouldBe(0);

        (await read).ShouldBe("a,b\n");
        Directory.GetFiles(Folder, "*.tmp").ShouldBeEmpty();
    }

    private void Answers(string answer) => Daemon
        .OnJson(
            "POST /api/show",
            """
            {"name":"naive","model":"naive","family":"stats","license":"MIT","license_info":{"type":"MIT"},"modelfile":"","parameters":"",
            "details":{"format":"builtin","family":"stats"},"model_info":{ },"capabilities":[],"modified_at":"","digest":"","size":0,"source":{"type":"builtin"} }
            """)
        .On("POST /api/forecast", async (_, response) =>
        {
            response.ContentType = "text/csv";
            response.Headers[AnswerNotices.ErrorsHeader] = "0";
            await response.Body.WriteAsync(System.Text.Encoding.UTF8.GetBytes(answer), Token);
        });
}

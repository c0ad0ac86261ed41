using System.Text;
using Microsoft.AspNetCore.Http;

namespace Tollama.Cli.Tests.Commands;

public sealed class ExportTests : CliFixture
{
    private const string Show =
        """
        {"name":"m","model":"m","family":"f","license":"MIT","license_info":{"type":"MIT"},"modelfile":"","parameters":"","details":{"format":"safetensors","family":"f"},
        "model_info":{},"capabilities":[],"modified_at":"2026-01-01T00:00:00Z","digest":"ab","size":6,"source":{"type":"huggingface"}}
        """;

    private string Target => Path.Combine(Folder, "out", "m.tar");

    [Fact]
    public async Task A_file_is_written_and_nothing_beside_it()
    {
        Answer("the tar");

        (await RunAsync("export", "m", Target)).ShouldBe(0);

        File.ReadAllText(Target).ShouldBe("the tar");
        Directory.GetFiles(Path.GetDirectoryName(Target)!).ShouldHaveSingleItem();
        Daemon.Requests[^1].Query["model"].ShouldBe("m");
        Terminal.Output.ShouldBe($"exported 'm' to {Target} (7 B)\n");
        Terminal.Errors.ShouldBe("exporting m (6 B)\nsuccess\n");
    }

    [Fact]
    public async Task Standard_output_gets_the_bytes_and_nothing_else()
    {
        MemoryStream output = new();
        Terminal = new TestTerminal { OutputStream = output };
        Answer("the tar");

        (await RunAsync("export", "m", "-")).ShouldBe(0);

        Encoding.UTF8.GetString(output.ToArray()).ShouldBe("the tar");
        Terminal.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_terminal_is_spared()
    {
        Terminal = new TestTerminal { IsOutputTerminal = true };

        (await RunAsync("export", "m", "-")).ShouldBe(ExitCodes.Usage);

        Terminal.Errors.ShouldContain("Hint: tollama export m FILE");
    }

    [Fact]
    public async Task A_file_that_exists_is_kept_unless_forced()
    {
        Answer("new");
        File.WriteAllText(Target, "old");

        (await RunAsync("export", "m", Target)).ShouldBe(ExitCodes.Usage);
        File.ReadAllText(Target).ShouldBe("old");
        Terminal.Errors.ShouldBe($"Error: '{Target}' exists already\nHint: overwrite it with --force, or name another file\n");
        Daemon.Requests.ShouldBeEmpty();

        (await RunAsync("export", "m", Target, "--force")).ShouldBe(0);
        File.ReadAllText(Target).ShouldBe("new");
    }

    [Fact]
    public async Task A_folder_is_no_file()
    {
        (await RunAsync("export", "m", Folder)).ShouldBe(ExitCodes.Usage);

        Terminal.Errors.ShouldContain("is a folder");
    }

    [Fact]
    public async Task A_model_that_is_not_there_leaves_nothing_behind()
    {
        Answer("unused");
        Daemon.OnJson("POST /api/show", """{"error":"model 'm' not found","code":"MODEL_NOT_FOUND","hint":"tollama list"}""", 404);

        (await RunAsync("export", "m", Target)).ShouldBe(ExitCodes.Failure);

        Terminal.Errors.ShouldBe("Error: model 'm' not found\nHint: tollama list\n");
        Directory.GetFiles(Path.GetDirectoryName(Target)!).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_export_that_breaks_off_leaves_nothing_behind()
    {
        Answer("unused");
        Daemon.On("GET /api/export", async (_, response) =>
        {
            await response.WriteAsync("the", Token);
            await response.Body.FlushAsync(Token);
            response.HttpContext.Abort();
        });

        (await RunAsync("export", "m", Target)).ShouldBe(ExitCodes.Failure);

        Terminal.Errors.ShouldContain("the export of 'm' broke off");
        Terminal.Errors.ShouldContain("Hint: 'tollama doctor --verify m'");
        Directory.GetFiles(Path.GetDirectoryName(Target)!).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_named()
    {
        Daemon.OnJson("POST /api/show", Show);
        string path = Path.Combine(Folder, "nowhere", "m.tar");

        (await RunAsync("export", "m", path)).ShouldBe(ExitCodes.Failure);

        Terminal.Errors.ShouldContain($"cannot write '{path}'");
        Terminal.Errors.ShouldContain("\nHint: ");
    }

    private void Answer(string tar)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Target)!);
        Daemon.OnJson("POST /api/show", Show).OnJson("GET /api/export", tar);
    }
}

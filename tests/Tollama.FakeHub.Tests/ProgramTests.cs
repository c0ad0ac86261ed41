using System.Diagnostics;
using System.Text.Json;

namespace Tollama.FakeHub.Tests;

public sealed class ProgramTests
{
    private static string Program => Path.Join(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Tollama.FakeHub.exe" : "Tollama.FakeHub");

    [Fact]
    public async Task It_says_where_it_is_and_serves_until_its_input_ends()
    {
        ProcessStartInfo start = new(Program, ["--file-size", "acme/big=5000000", "--token", "hf_word"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        try
        {
            Uri endpoint = new((await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!);
            using HttpClient client = new();
            client.DefaultRequestHeaders.Authorization = new("Bearer", "hf_word");
            using JsonDocument info = JsonDocument.Parse(
                await client.GetStringAsync(new Uri(endpoint, "/api/models/acme/big?blobs=true"), TestContext.Current.CancellationToken));
            process.StandardInput.Close();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);

            info.RootElement.GetProperty("siblings")[0].GetProperty("size").GetInt64().ShouldBe(5_000_000);
            process.ExitCode.ShouldBe(0);
        }
        finally
        {
            process.Kill();
        }
    }
}

using System.Text.Json;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.OllamaJs;

/// <summary>The official npm client, installed from its lock file and run by node.</summary>
public static class OllamaJsClient
{
    private static readonly SemaphoreSlim Installing = new(1);

    private static string Folder => Path.Join(Programs.Repository, "tests", "ollama-js");

    /// <summary>Runs steps of <c>run.mjs</c> (all of them by default) and returns what each came to.</summary>
    public static async Task<IReadOnlyDictionary<string, JsonElement>> RunAsync(Uri daemon, params string[] steps)
    {
        string? node = Programs.OnPath("node");
        Assert.SkipWhen(node is null, "node is not installed");
        await InstallAsync();
        ProgramRun run = await ProgramRun.RunAsync(node, ["run.mjs", daemon.ToString().TrimEnd('/'), .. steps], folder: Folder);
        run.ExitCode.ShouldBe(0, run.Errors);
        Reply lines = new(200, null!, null!, run.Output);
        return lines.Lines.ToDictionary(line => line.Text("step"));
    }

    private static async Task InstallAsync()
    {
        await Installing.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (File.Exists(Path.Join(Folder, "node_modules", "ollama", "package.json")))
            {
                return;
            }

            string? npm = Programs.OnPath("npm");
            Assert.SkipWhen(npm is null, "npm is not installed");
            ProgramRun install = await ProgramRun.RunAsync(npm, ["ci", "--ignore-scripts"], folder: Folder);
            Assert.SkipWhen(install.ExitCode != 0, $"the npm registry is out of reach: {install.Errors}");
        }
        finally
        {
            Installing.Release();
        }
    }
}

using System.Diagnostics;
using Tollama.Page.Tests.Browsing;

namespace Tollama.Page.Tests.Serving;

/// <summary>The scripts of the page agree with the types that their comments tell; TypeScript's compiler checks them and writes nothing.</summary>
public sealed class ScriptTypesTests
{
    private static string Folder => Path.Join(Programs.Repository, "eng", "page");

    [Fact]
    public async Task The_scripts_of_the_page_have_no_fault_of_types()
    {
        string? npm = Programs.OnPath("npm");
        Assert.SkipWhen(npm is null, "npm is not installed");
        (int installed, string refusal) = await RunAsync(npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        Assert.SkipWhen(installed != 0, $"the npm registry is out of reach: {refusal}");

        (int code, string findings) = await RunAsync(npm, "run", "--silent", "check");

        code.ShouldBe(0, findings);
    }

    private static async Task<(int Code, string Output)> RunAsync(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await errors);
    }
}

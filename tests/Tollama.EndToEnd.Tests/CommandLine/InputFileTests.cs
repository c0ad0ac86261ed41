using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Tollama.EndToEnd.Tests.Daemons;

namespace Tollama.EndToEnd.Tests.CommandLine;

/// <summary>Files from the disk to the forecast: patterns, compressed files, files of one name, and files that the daemon refuses.</summary>
public sealed class InputFileTests : DaemonTest
{
    [Fact]
    public async Task Files_reach_the_daemon_as_they_are_and_name_their_series()
    {
        DaemonProcess daemon = await StartAsync();
        string folder = daemon.Home.PathOf("data");
        Write(Path.Combine(folder, "north", "sales.csv"), Table(1));
        Pack(Path.Combine(folder, "south", "sales.csv.gz"), Table(2));
        Write(Path.Combine(folder, "west.tsv"), Table(3).Replace(',', '\t'));

        ProgramRun run = await RunAsync(daemon, "run", "naive", "data/**/*sales.csv*", "data/west.tsv", "--horizon", "2", "--format", "csv");

        run.ExitCode.ShouldBe(0, run.Errors);
        string[] lines = run.Output.TrimEnd().Split('\n');
        lines[0].ShouldStartWith("file,ds,mean");
        lines[1..].Select(line => string.Join(',', line.Split(',')[..3])).ShouldBe(
            ["north_sales,2025-01-11,10", "north_sales,2025-01-12,10", "south_sales,2025-01-11,20", "south_sales,2025-01-12,20", "west,2025-01-11,30", "west,2025-01-12,30"]);

        ProgramRun alone = await RunAsync(daemon, "run", "naive", "data/south/*.gz", "--horizon", "1");
        alone.ExitCode.ShouldBe(0, alone.Errors);
        using JsonDocument json = JsonDocument.Parse(alone.Output);
        json.RootElement.GetProperty("forecasts")[0].GetProperty("id").GetString().ShouldBe("y");

        ProgramRun check = await RunAsync(daemon, "run", "naive", "data/*/*", "--dry-run");
        check.ExitCode.ShouldBe(0, check.Errors + check.Output);
        (await RunAsync(daemon, "inspect", "data/*/*")).Output.ShouldContain("north_sales");
    }

    [Fact]
    public async Task Files_that_do_not_fit_together_are_refused_by_name()
    {
        DaemonProcess daemon = await StartAsync();
        string folder = daemon.Home.PathOf("data");
        Write(Path.Combine(folder, "a.csv"), Table(1));
        Write(Path.Combine(folder, "b.csv"), Table(1).Replace("ds", "day", StringComparison.Ordinal));

        ProgramRun run = await RunAsync(daemon, "run", "naive", "data/*.csv");

        run.ExitCode.ShouldBe(2, run.Errors);
        run.Errors.ShouldContain("The files are not alike: in 'a' the time stamps stand in 'ds', in 'b' in 'day'.");
        run.Output.ShouldBeEmpty();
    }

    private static string Table(int factor) =>
        "ds,y\n" + string.Concat(Enumerable.Range(1, 10).Select(day => string.Create(CultureInfo.InvariantCulture, $"2025-01-{day:00},{factor * day}\n")));

    private static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private static void Pack(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using GZipStream gzip = new(File.Create(path), CompressionLevel.Optimal);
        using StreamWriter writer = new(gzip);
        writer.Write(text);
    }

    private static Task<ProgramRun> RunAsync(DaemonProcess daemon, params string[] arguments)
    {
        Dictionary<string, string> environment = new() { ["TOLLAMA_HOST"] = daemon.Address.Authority, ["TOLLAMA_HOME"] = daemon.Home.Folder };
        return ProgramRun.RunAsync(Programs.Cli, arguments, environment, folder: daemon.Home.Folder);
    }
}

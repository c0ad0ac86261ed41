using System.Diagnostics;

namespace Tollama.Runner.Sdk.Tests.Contract;

/// <summary>A runner that has one processor: there the pool has one thread, and a thread that waits in a pipe is the one that should compute.</summary>
public sealed class OneProcessorTests
{
    [Fact(Timeout = 60_000)]
    public async Task No_thread_of_the_pool_waits_in_a_pipe()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && RunnerProcess.Exists("taskset"), "there is no taskset");
        Assert.SkipUnless(File.Exists("/proc/self/wchan"), "this kernel does not say where threads wait");
        ProcessStartInfo start = new("taskset", ["-c", FirstProcessor(), RunnerProcess.Executable("Tollama.Runner", "tollama-runner")])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        await using RunnerPeer runner = new(
            process.StandardInput.BaseStream, process.StandardOutput.BaseStream, process.WaitForExitAsync(CancellationToken.None), () => EndAsync(process));

        // Two requests, so that the runner reads its input again after the answer to the first.
        await runner.AskAsync("1", "hello", """{"protocol":1}""");
        await runner.AskAsync("2", "load", """{"model":"m","family":"stats","variant":"naive"}""");
        await runner.AskAsync("3", "forecast", """{"model":"m","horizon":1,"series":[{"id":"a","target":[1,2,3]}]}""");
        string[] readers = await ReadersAsync(process.Id, TestContext.Current.CancellationToken);

        readers.ShouldContain("runner input");
        readers.ShouldNotContain(".NET TP Worker");
    }

    // The first one that this process may use: not every container has number 0.
    private static string FirstProcessor()
    {
        string allowed = File.ReadLines("/proc/self/status").Single(line => line.StartsWith("Cpus_allowed_list:", StringComparison.Ordinal));
        return allowed.Split(':')[1].Trim().Split(',', '-')[0];
    }

    /// <summary>The names of the threads that wait in a pipe, as soon as one waits for the input.</summary>
    private static async Task<string[]> ReadersAsync(int processId, CancellationToken cancellationToken)
    {
        while (true)
        {
            string[] readers = Readers(processId);
            if (readers.Any(name => name is "runner input" or ".NET TP Worker"))
            {
                return readers;
            }

            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>The names of the threads that wait in a pipe.</summary>
    private static string[] Readers(int processId) =>
    [
        .. Directory.GetDirectories($"/proc/{processId}/task")
            .Where(thread => Text(Path.Join(thread, "wchan")).Contains("pipe_read", StringComparison.Ordinal))
            .Select(thread => Text(Path.Join(thread, "comm")).Trim()),
    ];

    // A thread may end while it is looked at.
    private static string Text(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static async ValueTask EndAsync(Process process)
    {
        process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
    }
}

using System.Diagnostics;

namespace Tollama.Cli.Background;

/// <summary>Starts a process whose output goes to a file and which lives on when this one ends.</summary>
/// <remarks>
/// .NET can redirect a child's output only into a pipe that this process must drain, so the daemon would die with its first parent. The shell
/// can: it appends both streams to the file and then becomes the program (<c>exec</c>), which keeps the process id. <c>setsid</c> puts it into a
/// session of its own, or Ctrl-C in this terminal would end it. Windows has no <c>exec</c>: there the id is that of the shell around the daemon.
/// </remarks>
internal static class DetachedProcess
{
    private const string AppendAndBecome = "exec \"$@\" >>\"$0\" 2>&1 </dev/null";

    /// <summary>The process, started.</summary>
    /// <param name="program">What to start.</param>
    /// <param name="logPath">The file to append to; its folder exists.</param>
    /// <param name="variables">Environment variables that differ from this process's own.</param>
    /// <param name="searchPath">The value of <c>PATH</c>.</param>
    public static Process Start(
        DaemonProgram program, string logPath, IReadOnlyDictionary<string, string> variables, string? searchPath)
    {
        List<string> words = OperatingSystem.IsWindows() ? WindowsWords(program, logPath) : UnixWords(program, logPath, searchPath);
        ProcessStartInfo start = new(words[0], words.Skip(1)) { UseShellExecute = false, CreateNoWindow = true };
        foreach ((string name, string value) in variables)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start) ?? throw new InvalidOperationException($"'{words[0]}' did not start.");
    }

    private static List<string> UnixWords(DaemonProgram program, string logPath, string? searchPath)
    {
        string? setsid = (searchPath ?? "").Split(':').Select(folder => Path.Combine(folder, "setsid")).FirstOrDefault(File.Exists);
        List<string> words = setsid is null ? [] : [setsid];
        words.AddRange(["/bin/sh", "-c", AppendAndBecome, logPath, program.FileName]);
        words.AddRange(program.Arguments);
        return words;
    }

    private static List<string> WindowsWords(DaemonProgram program, string logPath) =>
        ["cmd.exe", "/d", "/c", program.FileName, .. program.Arguments, ">>", logPath, "2>&1", "<NUL"];
}

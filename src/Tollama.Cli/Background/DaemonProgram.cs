namespace Tollama.Cli.Background;

/// <summary>How to start the daemon on this machine.</summary>
/// <param name="FileName">The program.</param>
/// <param name="Arguments">Its arguments.</param>
public sealed record DaemonProgram(string FileName, IReadOnlyList<string> Arguments)
{
    /// <summary>Finds the daemon beside this program: <c>tollamad</c>, else this program itself with <c>serve</c>.</summary>
    /// <param name="processPath">The running executable: <c>tollama</c>, or <c>dotnet</c> when it hosts <c>tollama.dll</c>.</param>
    /// <param name="folder">The folder of the program's files.</param>
    public static DaemonProgram Find(string? processPath, string folder)
    {
        string extension = OperatingSystem.IsWindows() ? ".exe" : "";
        string daemon = Path.Combine(folder, "tollamad" + extension);
        if (File.Exists(daemon))
        {
            return new DaemonProgram(daemon, []);
        }

        string program = processPath ?? Path.Combine(folder, "tollama" + extension);
        return Path.GetFileNameWithoutExtension(program) == "dotnet"
            ? new DaemonProgram(program, [Path.Combine(folder, "tollama.dll"), "serve"])
            : new DaemonProgram(program, ["serve"]);
    }
}

using System.ComponentModel;

namespace Tollama.Daemon.Runners;

/// <summary>Finds a runner's executable before it is started, so that a missing one is named as such.</summary>
internal static class ExecutablePath
{
    /// <summary>The full path of the launch's executable: names are looked up in the child's PATH, relative paths in its working folder.</summary>
    /// <exception cref="Win32Exception">There is no such file.</exception>
    public static string Resolve(RunnerLaunch launch)
    {
        if (launch.FileName.Contains(Path.DirectorySeparatorChar))
        {
            string path = Path.GetFullPath(launch.FileName, launch.WorkingDirectory ?? Environment.CurrentDirectory);
            return File.Exists(path) ? path : throw new Win32Exception(0, $"there is no file '{path}'");
        }

        string[] folders = launch.Environment.GetValueOrDefault("PATH", "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.Select(folder => Path.Join(folder, launch.FileName)).Select(WithExtension).FirstOrDefault(File.Exists)
            ?? throw new Win32Exception(0, $"'{launch.FileName}' was not found in the PATH");
    }

    private static string WithExtension(string path) =>
        OperatingSystem.IsWindows() && !Path.HasExtension(path) ? path + ".exe" : path;
}

using Tollama.Core.Configuration;

namespace Tollama.Cli.Background;

/// <summary>The log of daemons in the background: for its user's eyes only, and put aside before a daemon starts when it has become large.</summary>
internal static class DaemonLog
{
    private const UnixFileMode OwnFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes the folders and the file.</summary>
    /// <returns>How many bytes the file has already.</returns>
    public static long Prepare(string home, string path)
    {
        MakeFolder(home);
        MakeFolder(Path.GetDirectoryName(path)!);
        if (new FileInfo(path) is { Exists: true, Length: > DaemonLogFile.LargeBytes })
        {
            foreach ((string from, string to) in DaemonLogFile.Moves(path).Where(move => File.Exists(move.From)))
            {
                File.Move(from, to, overwrite: true);
            }
        }

        FileStreamOptions options = new() { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite | FileShare.Delete };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnFile;
        }

        using FileStream log = new(path, options);
        if (!OperatingSystem.IsWindows())
        {
            // One of an older version may be open to all.
            File.SetUnixFileMode(log.SafeFileHandle, OwnFile);
        }

        return log.Length;
    }

    // One that exists keeps its mode: its user may have opened it on purpose.
    private static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else if (!Directory.Exists(path))
        {
            Directory.CreateDirectory(path, OwnFolder);
        }
    }
}

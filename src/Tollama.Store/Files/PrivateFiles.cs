namespace Tollama.Store;

/// <summary>Files and folders for their owner alone: weights, names of models and licences are nobody else's business. What a user has opened to others stays open.</summary>
internal static class PrivateFiles
{
    private const UnixFileMode File = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode Folder = File | UnixFileMode.UserExecute;

    /// <summary>Makes a folder, mode 0700.</summary>
    public static void CreateDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, Folder);
        }
    }

    /// <summary>How a file is opened that may not exist yet, mode 0600.</summary>
    public static FileStreamOptions Options(FileMode mode, FileAccess access, FileOptions options = FileOptions.None)
    {
        FileStreamOptions stream = new() { Mode = mode, Access = access, Share = FileShare.None, BufferSize = 0, Options = options };
        if (!OperatingSystem.IsWindows())
        {
            stream.UnixCreateMode = File;
        }

        return stream;
    }

    /// <summary>Gives a file that takes another's place the other's mode.</summary>
    public static void KeepMode(string temporary, string replaced)
    {
        if (!OperatingSystem.IsWindows() && System.IO.File.Exists(replaced))
        {
            System.IO.File.SetUnixFileMode(temporary, System.IO.File.GetUnixFileMode(replaced));
        }
    }
}

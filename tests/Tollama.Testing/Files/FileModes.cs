namespace Tollama.Testing.Files;

/// <summary>Modes of files as <c>chmod</c> writes them. Windows has none: nothing happens there.</summary>
public static class FileModes
{
    /// <summary>Sets a mode.</summary>
    public static void Set(string path, string octal)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, (UnixFileMode)Convert.ToInt32(octal, 8));
        }
    }

    /// <summary>The mode of a file.</summary>
    public static string Of(string path) =>
        OperatingSystem.IsWindows() ? "" : "0" + Convert.ToString((int)File.GetUnixFileMode(path), 8).PadLeft(3, '0');
}

using System.Text;
using Microsoft.Win32.SafeHandles;
using Tollama.Core.Configuration;
using Tollama.Core.Errors;
using Tollama.Store;

namespace Tollama.Daemon.Tls;

/// <summary>A file of certificates or keys as it was read.</summary>
/// <param name="Text">What is in it.</param>
/// <param name="Stamp">Of the same moment.</param>
/// <param name="Mode">Who may read it; <see langword="null"/> on Windows.</param>
internal sealed record PemFile(string Text, FileStamp Stamp, UnixFileMode? Mode)
{
    private const int MaxBytes = 1 << 20;

    /// <summary>Reads a file.</summary>
    /// <exception cref="SettingException">It cannot be read.</exception>
    internal static PemFile Read(string path, string variable)
    {
        try
        {
            using SafeFileHandle file = RegularFile.Open(path);
            FileStamp stamp = FileStamp.Of(file);
            UnixFileMode? mode = OperatingSystem.IsWindows() ? null : File.GetUnixFileMode(file);
            return stamp.Length <= MaxBytes
                ? new PemFile(ReadText(file, (int)stamp.Length), stamp, mode)
                : throw Fault(path, variable, "it is larger than 1 MiB");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Fault(path, variable, exception is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : CauseText.Of(exception));
        }
    }

    private static string ReadText(SafeFileHandle file, int length)
    {
        byte[] bytes = new byte[length];
        int count = 0;
        while (count < length && RandomAccess.Read(file, bytes.AsSpan(count), count) is > 0 and int read)
        {
            count += read;
        }

        return Encoding.UTF8.GetString(bytes, 0, count);
    }

    private static SettingException Fault(string path, string variable, string reason) =>
        new($"{variable}='{path}' cannot be read: {reason}", "name a PEM file that the daemon's user may read");
}

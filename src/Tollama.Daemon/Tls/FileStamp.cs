using Microsoft.Win32.SafeHandles;
using Tollama.Store;

namespace Tollama.Daemon.Tls;

/// <summary>What changes when a file does: when it was written, and how long it is.</summary>
internal readonly record struct FileStamp(DateTime Written, long Length)
{
    /// <summary>The stamp of an open file: that of what links lead to, so that it changes, too, when a link is turned to another file.</summary>
    internal static FileStamp Of(SafeFileHandle file) => new(File.GetLastWriteTimeUtc(file), RandomAccess.GetLength(file));

    /// <summary>The stamp of a file; <see langword="null"/> when it cannot be opened.</summary>
    internal static FileStamp? Of(string path)
    {
        try
        {
            using SafeFileHandle file = RegularFile.Open(path);
            return Of(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return null;
        }
    }
}

using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Tollama.Store;

/// <summary>Reads files that users or others may have put there: only such as have content and an end, and only so much of it.</summary>
/// <remarks>To open a named pipe waits for a writer, perhaps for ever; a device may have no end.</remarks>
public static class RegularFile
{
    private const string NotRegular = "it is no regular file (a folder, a pipe, a socket or a device)";

    /// <summary>The content of a file.</summary>
    /// <param name="path">Where it is; links are followed.</param>
    /// <param name="maxBytes">How long it may be.</param>
    /// <exception cref="IOException">It cannot be read, is no regular file, or is longer.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not read it.</exception>
    public static byte[] Read(string path, int maxBytes)
    {
        using SafeFileHandle file = Open(path);
        long length = RandomAccess.GetLength(file);
        if (length > maxBytes)
        {
            throw new IOException(string.Create(CultureInfo.InvariantCulture, $"it has {length} bytes, more than {maxBytes}"));
        }

        byte[] bytes = new byte[length];
        int count = 0;
        while (count < bytes.Length && RandomAccess.Read(file, bytes.AsSpan(count), count) is > 0 and int read)
        {
            count += read;
        }

        return bytes.AsSpan(0, count).ToArray();
    }

    /// <summary>Opens a file for reading.</summary>
    /// <inheritdoc cref="Read" path="/exception"/>
    public static SafeFileHandle Open(string path, FileOptions options = FileOptions.None)
    {
        Require(path);
        return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, options);
    }

    /// <summary>Refuses a path that leads to something else than a file with content.</summary>
    /// <exception cref="IOException">It does.</exception>
    internal static void Require(string path)
    {
        if (!OperatingSystem.IsWindows() && FileStatus.Behind(path) is { IsRegular: false })
        {
            throw new IOException(NotRegular);
        }
    }
}

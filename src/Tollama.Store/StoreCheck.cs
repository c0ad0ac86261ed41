using Tollama.Core.Errors;

namespace Tollama.Store;

/// <summary>Tries whether the store's folders can be read and written.</summary>
internal static class StoreCheck
{
    /// <param name="paths">Where the store is.</param>
    /// <param name="layout">Its version.</param>
    /// <param name="wasThere">Whether its folder has to be there; else it is made.</param>
    public static StoreHealth Run(StorePaths paths, StoreLayout layout, bool wasThere)
    {
        string? readFault = wasThere && !Directory.Exists(paths.Models) && StoreFault.Obstacle(paths.Models) is null
            ? $"the model store '{paths.Models}' was there and is gone; it is made again when a model is installed"
            : Try(paths, () => RequireUsable(paths, layout));
        string? writeFault = readFault ?? Try(paths, () => WriteSomething(paths.Models));
        return new StoreHealth
        {
            Readable = readFault is null,
            Writable = writeFault is null,
            FreeBytes = FreeBytes(paths.Models),
            Error = writeFault,
        };
    }

    /// <summary>Fails with the reason if this user cannot list a folder. A folder that is not there yet is fine.</summary>
    public static void RequireReadable(string directory)
    {
        if (StoreFault.Obstacle(directory) is { } obstacle)
        {
            throw new IOException(obstacle);
        }

        if (Directory.Exists(directory))
        {
            using IEnumerator<string> entries = Directory.EnumerateFileSystemEntries(directory).GetEnumerator();
            _ = entries.MoveNext();
        }
    }

    private static void RequireUsable(StorePaths paths, StoreLayout layout)
    {
        RequireReadable(paths.Models);
        layout.Require();
    }

    private static string? Try(StorePaths paths, Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return StoreFault.Explain(paths.Models, fault).Message;
        }
        catch (TollamaException refusal)
        {
            return refusal.Message;
        }
    }

    private static void WriteSomething(string directory)
    {
        AtomicFile.CreateDirectory(directory);
        string temporary = AtomicFile.TemporaryIn(directory);
        try
        {
            using FileStream stream = AtomicFile.CreateNew(temporary);
            stream.WriteByte(0);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>The size of the disk that a folder is on, or will be; 0 if it cannot be told.</summary>
    public static long TotalBytes(string directory)
    {
        try
        {
            return new DriveInfo(StoreFault.NearestExisting(directory)).TotalSize;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return 0;
        }
    }

    /// <summary>The free bytes of the disk that a folder is on, or will be; 0 if it cannot be told.</summary>
    public static long FreeBytes(string directory)
    {
        try
        {
            return new DriveInfo(StoreFault.NearestExisting(directory)).AvailableFreeSpace;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return 0;
        }
    }
}

namespace Tollama.Store;

/// <summary>Files that appear whole or not at all.</summary>
/// <remarks>
/// The order is: write a temporary file in the same folder, flush it to disk, rename it, flush the folder. A crash before the rename
/// leaves a file <c>.….tmp</c>, which no reader looks at and <see cref="SweepTemporaries"/> removes; a crash after it leaves the new content.
/// </remarks>
internal static class AtomicFile
{
    private const string TemporaryExtension = ".tmp";

    private static readonly TimeSpan TemporaryLifetime = TimeSpan.FromHours(1);

    /// <summary>A new name for a temporary file in <paramref name="directory"/>; the dot keeps it out of every model name.</summary>
    public static string TemporaryIn(string directory) => Path.Combine(directory, "." + Guid.NewGuid().ToString("N") + TemporaryExtension);

    /// <summary>True for the name of such a file.</summary>
    public static bool IsTemporary(string name) => name.StartsWith('.') && name.EndsWith(TemporaryExtension, StringComparison.Ordinal);

    public static async Task WriteAsync(
        string path, ReadOnlyMemory<byte> content, DateTimeOffset modifiedAt, CancellationToken cancellationToken)
    {
        string directory = Path.GetDirectoryName(path)!;
        CreateDirectory(directory);
        string temporary = TemporaryIn(directory);
        try
        {
            using (FileStream stream = CreateNew(temporary))
            {
                await stream.WriteAsync(content, cancellationToken).ConfigureAwait(false);
                stream.Flush(flushToDisk: true);
            }

            File.SetLastWriteTimeUtc(temporary, modifiedAt.UtcDateTime);
            PrivateFiles.KeepMode(temporary, path);
            Publish(temporary, path);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Opens a file that must not exist yet, for writing.</summary>
    public static FileStream CreateNew(string path) =>
        new(path, PrivateFiles.Options(FileMode.CreateNew, FileAccess.Write, FileOptions.Asynchronous));

    /// <summary>Gives a flushed temporary file its name and flushes the folder.</summary>
    public static void Publish(string temporary, string path)
    {
        File.Move(temporary, path, overwrite: true);
        DirectorySync.Flush(Path.GetDirectoryName(path)!);
    }

    /// <summary>Makes a folder and its parents, each flushed into the one above it.</summary>
    public static void CreateDirectory(string directory)
    {
        if (Directory.Exists(directory))
        {
            return;
        }

        string? parent = Path.GetDirectoryName(directory);
        if (parent is not null)
        {
            CreateDirectory(parent);
        }

        PrivateFiles.CreateDirectory(directory);
        if (parent is not null)
        {
            DirectorySync.Flush(parent);
        }
    }

    /// <summary>Removes temporary files that a crash left behind; young ones may belong to a writer at work.</summary>
    public static void SweepTemporaries(string directory, DateTimeOffset now)
    {
        if (!Directory.Exists(directory))
        {
            return;
        }

        foreach (FileInfo file in new DirectoryInfo(directory).EnumerateFiles(".*" + TemporaryExtension, FolderWalk.Below))
        {
            if (now.UtcDateTime - file.LastWriteTimeUtc > TemporaryLifetime)
            {
                file.Delete();
            }
        }
    }
}

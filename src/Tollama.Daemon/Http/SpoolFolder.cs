using System.Globalization;
using Tollama.Core.Errors;

namespace Tollama.Daemon.Http;

/// <summary>The folder for bodies of tables that are too large to be held in memory. All of them together leave a reserve of the disk free.</summary>
/// <remarks>
/// They hold what users sent: the folder has mode 0700, and a file 0600. On Unix a file loses its name as soon as it is open, on Windows when it is closed, also by the
/// end of the process: nothing is left of it after a crash.
/// </remarks>
/// <param name="path">The folder, which is made when it is first needed; empty for none.</param>
/// <param name="above">Bodies of more bytes than this are put there.</param>
/// <param name="free">The free bytes of its disk; <see langword="null"/> to ask the system.</param>
/// <param name="total">All bytes of its disk; <see langword="null"/> to ask the system.</param>
internal sealed class SpoolFolder(string path, long above, Func<long>? free = null, Func<long>? total = null)
{
    private const long MostReserved = 512L << 20;
    private const long Mebibyte = 1L << 20;

    private const UnixFileMode FileMode600 = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly Lock _lock = new();
    private readonly Func<long> _free = free ?? (() => AskDisk(path, disk => disk.AvailableFreeSpace));
    private readonly Func<long> _total = total ?? (() => AskDisk(path, disk => disk.TotalSize));
    private long _promised;

    /// <summary>Bodies of more bytes than this are put here.</summary>
    internal long Above => above;

    /// <summary>The bytes that were promised to files and are not written yet.</summary>
    internal long Promised
    {
        get
        {
            lock (_lock)
            {
                return _promised;
            }
        }
    }

    /// <summary>Makes a file for a body.</summary>
    /// <returns><see langword="null"/> when the folder cannot be used: then a body has to stay in memory.</returns>
    internal SpoolFile? TryCreate()
    {
        if (path.Length == 0)
        {
            return null;
        }

        try
        {
            CreateFolder();
            string name = Path.Combine(path, "body-" + Guid.NewGuid().ToString("N") + ".tmp");
            FileOptions options = OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None;
            FileStreamOptions opening = new() { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0, Options = options };
            if (!OperatingSystem.IsWindows())
            {
                opening.UnixCreateMode = FileMode600;
            }

            FileStream file = new(name, opening);
            if (!OperatingSystem.IsWindows())
            {
                File.Delete(name);
            }

            return new SpoolFile(this, file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Promises bytes to a file that is going to write them.</summary>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InsufficientStorage"/>: they do not fit, with those promised to others.</exception>
    internal void Promise(long bytes)
    {
        lock (_lock)
        {
            long reserve = Math.Min(MostReserved, _total() / 50);
            long room = _free() - reserve - _promised;
            if (bytes > room)
            {
                throw Full(string.Create(CultureInfo.InvariantCulture, $"has {Math.Max(0, room) / Mebibyte} MiB left for it, and {reserve / Mebibyte} MiB that stay free"));
            }

            _promised += bytes;
        }
    }

    /// <summary>Counts promised bytes that are written now, or never will be.</summary>
    internal void Settle(long bytes)
    {
        lock (_lock)
        {
            _promised -= bytes;
        }
    }

    internal TollamaException Full(string how, Exception? fault = null) => new(
        ErrorCode.InsufficientStorage,
        $"the body does not fit: the disk of '{path}', where large tables are put while they are read, {how}",
        "free some space, choose another folder with TOLLAMA_SPOOL, or send less at once",
        innerException: fault);

    internal TollamaException Unusable(Exception fault) => new(
        ErrorCode.StoreUnavailable,
        $"the folder '{path}', where large tables are put while they are read, cannot be written: {fault.Message.TrimEnd('.')}",
        "correct its permissions, or choose another folder with TOLLAMA_SPOOL",
        innerException: fault);

    /// <summary>What a disk says of itself; where it says nothing, its own refusal has to tell that it is full.</summary>
    private static long AskDisk(string path, Func<DriveInfo, long> ask)
    {
        try
        {
            return ask(new DriveInfo(path));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return long.MaxValue / 2;
        }
    }

    private void CreateFolder()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, FileMode600 | UnixFileMode.UserExecute);
        }
    }
}

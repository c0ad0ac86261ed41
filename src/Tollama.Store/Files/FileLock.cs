using Tollama.Core.Errors;

namespace Tollama.Store;

/// <summary>A lock between processes: an open file that nobody else may open.</summary>
/// <remarks>The operating system lets go of it when its owner dies, so a crash leaves no lock behind. The file itself stays.</remarks>
internal sealed class FileLock(string path, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>Waits for the lock; disposing of the result gives it back.</summary>
    /// <exception cref="TollamaException"><see cref="ErrorCode.StoreUnavailable"/>: another process held it for too long.</exception>
    public async Task<IDisposable> AcquireAsync(CancellationToken cancellationToken)
    {
        AtomicFile.CreateDirectory(Path.GetDirectoryName(path)!);
        long start = time.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path, PrivateFiles.Options(FileMode.OpenOrCreate, FileAccess.ReadWrite));
            }
            catch (IOException fault) when (IsHeldByAnother(fault))
            {
                if (time.GetElapsedTime(start) > Patience)
                {
                    throw Impatient(fault);
                }
            }

            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    // A sharing violation: EWOULDBLOCK on Unix (11 on Linux, 35 on macOS), ERROR_SHARING_VIOLATION on Windows.
    public static bool IsHeldByAnother(IOException fault) =>
        fault.GetType() == typeof(IOException) && (fault.HResult & 0xFFFF) is (11 or 35 or 32);

    private TollamaException Impatient(IOException fault) => new(
        ErrorCode.StoreUnavailable,
        $"the store is locked: another process has held '{path}' for {Patience.TotalSeconds:0} seconds",
        "wait for the other tollama command to finish, or stop it",
        innerException: fault);
}

using Tollama.Core.Errors;

namespace Tollama.Store;

/// <summary>Turns what the file system refuses into words that name the path, the user and the way out.</summary>
internal static class StoreFault
{
    private const int NoSpaceLeft = 28;

    private const int DiskFullOnWindows = 112;

    /// <summary>Runs <paramref name="work"/>; its file faults come out as <see cref="TollamaException"/>.</summary>
    public static async Task<T> GuardAsync<T>(string path, Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Explain(path, fault);
        }
    }

    /// <inheritdoc cref="GuardAsync{T}"/>
    public static T Guard<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Explain(path, fault);
        }
    }

    public static TollamaException Explain(string path, Exception fault) =>
        fault is IOException && (fault.HResult & 0xFFFF) is (NoSpaceLeft or DiskFullOnWindows)
            ? new TollamaException(
                ErrorCode.InsufficientStorage,
                $"the disk of the model store '{path}' is full",
                "free some space ('tollama rm MODEL'), or move the store with TOLLAMA_MODELS",
                innerException: fault)
            : new TollamaException(
                ErrorCode.StoreUnavailable,
                $"the model store '{path}' cannot be used: {Obstacle(path) ?? Sentence(fault)}",
                "correct its permissions, or choose another folder with TOLLAMA_HOME or TOLLAMA_MODELS",
                innerException: fault);

    /// <summary>The first folder on the way to <paramref name="path"/> that stops this user; <see langword="null"/> if none does.</summary>
    public static string? Obstacle(string path)
    {
        string parent = Path.GetPathRoot(path) ?? "";
        foreach (string current in WayTo(path))
        {
            try
            {
                if (!File.GetAttributes(current).HasFlag(FileAttributes.Directory))
                {
                    return $"'{current}' is a file where a folder should be";
                }
            }
            catch (UnauthorizedAccessException)
            {
                return $"user '{Environment.UserName}' may not enter '{parent}'";
            }
            catch (IOException)
            {
                return null;
            }

            parent = current;
        }

        return null;
    }

    /// <summary>The deepest folder on the way to <paramref name="path"/> that exists.</summary>
    public static string NearestExisting(string path) =>
        WayTo(path).LastOrDefault(Directory.Exists) ?? Path.GetPathRoot(path) ?? path;

    public static string Sentence(Exception fault) =>
        fault is UnauthorizedAccessException
            ? $"user '{Environment.UserName}' has no permission ({fault.Message.TrimEnd('.')})"
            : fault.Message.TrimEnd('.');

    private static Stack<string> WayTo(string path)
    {
        Stack<string> way = new();
        for (string? current = path; current is not null; current = Path.GetDirectoryName(current))
        {
            way.Push(current);
        }

        return way;
    }
}

namespace Tollama.Store;

/// <summary>How the store looks into its folders: never through a link, never stopped by one unreadable folder.</summary>
internal static class FolderWalk
{
    /// <summary>A folder and everything below it.</summary>
    public static readonly EnumerationOptions Below = new()
    {
        AttributesToSkip = FileAttributes.ReparsePoint,
        IgnoreInaccessible = true,
        RecurseSubdirectories = true,
        MaxRecursionDepth = 8,
    };

    /// <summary>A folder alone.</summary>
    public static readonly EnumerationOptions Within = new()
    {
        AttributesToSkip = FileAttributes.ReparsePoint,
        IgnoreInaccessible = true,
    };

    /// <summary>True if the path, or a folder between it and <paramref name="root"/>, is a link. The root itself may be one.</summary>
    public static bool HasLink(string root, string path)
    {
        for (string? current = path; current is not null && current.Length > root.Length; current = Path.GetDirectoryName(current))
        {
            if (new FileInfo(current).LinkTarget is not null)
            {
                return true;
            }
        }

        return false;
    }
}

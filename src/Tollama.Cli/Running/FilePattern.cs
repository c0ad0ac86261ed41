using System.IO.Enumeration;

namespace Tollama.Cli.Running;

/// <summary>Patterns of file names such as <c>data/*.csv</c>, where no shell has put the names in their place.</summary>
/// <remarks><c>*</c> and <c>?</c> stand for letters within a name, and <c>**</c> for any folders. Hidden files match only a pattern that begins with a dot.</remarks>
internal static class FilePattern
{
    private const string AnyFolders = "**";

    private static readonly char[] Wildcards = ['*', '?'];

    /// <summary>True if a path has a wildcard, and is not the name of a file itself.</summary>
    public static bool Is(string path) => path.IndexOfAny(Wildcards) >= 0 && !Path.Exists(path);

    /// <summary>The files that match, in the order of their names; none when there is none, or when a folder cannot be read.</summary>
    public static IReadOnlyList<string> Expand(string pattern)
    {
        string root = Path.GetPathRoot(pattern) ?? "";
        string[] parts = pattern[root.Length..].Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);
        IEnumerable<string> folders = [root];
        foreach (string part in parts.SkipLast(1))
        {
            folders = folders.SelectMany(folder => FoldersIn(folder, part));
        }

        return [.. folders.SelectMany(folder => Entries(folder, parts[^1], Directory.EnumerateFiles)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> FoldersIn(string folder, string part) =>
        part == AnyFolders ? Entries(folder, "*", Directory.EnumerateDirectories).SelectMany(inside => FoldersIn(inside, part)).Prepend(folder)
        : part.IndexOfAny(Wildcards) >= 0 ? Entries(folder, part, Directory.EnumerateDirectories)
        : [Path.Combine(folder, part)];

    private static IReadOnlyList<string> Entries(string folder, string part, Func<string, IEnumerable<string>> enumerate)
    {
        string name = part == AnyFolders ? "*" : part;
        try
        {
            return
            [
                .. enumerate(folder.Length == 0 ? "." : folder).Select(path => Path.GetFileName(path))
                    .Where(found => FileSystemName.MatchesSimpleExpression(name, found, OperatingSystem.IsWindows()) && (name[0] == '.' || found[0] != '.'))
                    .Select(found => Path.Combine(folder, found)),
            ];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return [];
        }
    }
}

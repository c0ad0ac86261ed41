using Tollama.Client;
using Tollama.Core.Errors;

namespace Tollama.Cli.Running;

/// <summary>A file that a user named and that cannot be read: what was probably meant.</summary>
internal static class NamedFile
{
    /// <summary>The end of a hint: the nearest name in the folder, quoted; <see langword="null"/> when none is near.</summary>
    public static string? NearestTo(string path)
    {
        string folder = Path.GetDirectoryName(path) is { Length: > 0 } named ? named : ".";
        string name = Path.GetFileName(path);
        return NearestName.Best(name, NamesIn(folder)) is { } nearest ? Path.Combine(Path.GetDirectoryName(path) ?? "", nearest) : null;
    }

    /// <summary>A file of data in a folder; <see langword="null"/> when there is none.</summary>
    public static string? DataIn(string folder) => NamesIn(folder)
        .Where(name => TableFile.TypeOf(name) is not null)
        .Order(StringComparer.Ordinal)
        .Select(name => Path.Combine(folder, name))
        .FirstOrDefault();

    private static IReadOnlyList<string> NamesIn(string folder)
    {
        const int MostNames = 1000;
        try
        {
            return [.. Directory.EnumerateFiles(folder).Take(MostNames).Select(path => Path.GetFileName(path))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return [];
        }
    }
}

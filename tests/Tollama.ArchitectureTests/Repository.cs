using System.Reflection;

namespace Tollama.ArchitectureTests;

/// <summary>The files of the repository, as the tests' build found them.</summary>
internal static class Repository
{
    private static readonly string[] NotOurs = ["artifacts", "bin", "obj", "node_modules", ".git"];

    public static string Root { get; } = Path.GetFullPath(
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == "RepositoryRoot").Value!);

    /// <summary>The text of a file, by its path from the root.</summary>
    public static string Read(string path) => File.ReadAllText(Path.Join(Root, path));

    /// <summary>All files of a kind below a folder, as paths from the root with forward slashes, in order.</summary>
    /// <param name="folder">A path from the root; empty for the root itself.</param>
    /// <param name="extension">With its dot.</param>
    public static IReadOnlyList<string> Files(string folder, string extension) =>
    [
        .. Directory.EnumerateFiles(Path.Join(Root, folder), "*" + extension, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Intersect(NotOurs).Any())
            .Order(StringComparer.Ordinal),
    ];
}

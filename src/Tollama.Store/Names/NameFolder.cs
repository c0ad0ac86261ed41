using Tollama.Catalog;

namespace Tollama.Store;

/// <summary>A folder with a file for each of some models, four levels deep: host, namespace, model, tag.</summary>
/// <param name="root">The store's folder, which may itself be a link; nothing below it may.</param>
/// <param name="folder">The folder, below it.</param>
internal sealed class NameFolder(string root, string folder)
{
    /// <summary>Where the file of a name is, or would be: an existing one in whatever case, else as the name is written.</summary>
    public string Locate(ModelName name)
    {
        string current = folder;
        foreach (string part in (string[])[name.Host, name.Namespace, name.Model, name.Tag])
        {
            current = Path.Combine(current, Existing(current, part) ?? part);
        }

        return current;
    }

    /// <summary>The place of a file if it is written exactly like the name.</summary>
    public string ExactPath(ModelName name) => Path.Combine(folder, name.RelativeManifestPath);

    /// <summary>The name of the file at a path, in the case of its folders.</summary>
    public ModelName? NameOf(string path) => ModelName.FromPath(Path.GetRelativePath(folder, path));

    /// <summary>True if the path leads through a symbolic link, which the store does not follow.</summary>
    public bool IsLinked(string path) => FolderWalk.HasLink(root, path);

    /// <summary>Every file with its name; files that no model name fits are not ours.</summary>
    public IEnumerable<(ModelName Name, string Path)> All()
    {
        if (!Directory.Exists(folder) || IsLinked(folder))
        {
            yield break;
        }

        foreach (string path in Directory.EnumerateFiles(folder, "*", FolderWalk.Below))
        {
            if (NameOf(path) is { } name)
            {
                yield return (name, path);
            }
        }
    }

    /// <summary>Removes a file, and the folders above it that are empty now.</summary>
    public void Remove(string path)
    {
        File.Delete(path);
        string directory = Path.GetDirectoryName(path)!;
        DirectorySync.Flush(directory);
        while (directory.Length > folder.Length && !Directory.EnumerateFileSystemEntries(directory).Any())
        {
            Directory.Delete(directory);
            directory = Path.GetDirectoryName(directory)!;
        }
    }

    private static string? Existing(string directory, string part)
    {
        if (Path.Exists(Path.Combine(directory, part)) || !Directory.Exists(directory))
        {
            return null;
        }

        try
        {
            return Directory.EnumerateFileSystemEntries(directory, "*", FolderWalk.Within)
                .Select(Path.GetFileName)
                .FirstOrDefault(entry => string.Equals(entry, part, StringComparison.OrdinalIgnoreCase));
        }
        catch (DirectoryNotFoundException)
        {
            return null; // Its last model was removed a moment ago.
        }
    }
}

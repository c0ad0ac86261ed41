namespace Tollama.Store;

/// <summary>The folder of manifests, four levels deep: host, namespace, model, tag.</summary>
internal sealed class ManifestFolder(StorePaths paths)
{
    /// <summary>Where the manifest of a name is, or would be: an existing one in whatever case, else as the name is written.</summary>
    public string Locate(ModelName name)
    {
        string current = paths.Manifests;
        foreach (string part in (string[])[name.Host, name.Namespace, name.Model, name.Tag])
        {
            current = Path.Combine(current, Existing(current, part) ?? part);
        }

        return current;
    }

    /// <summary>The place of a manifest if it is written exactly like the name.</summary>
    public string ExactPath(ModelName name) => Path.Combine(paths.Manifests, name.RelativeManifestPath);

    /// <summary>The name of the manifest at a path, in the case of its folders.</summary>
    public ModelName? NameOf(string path) => ModelName.FromPath(Path.GetRelativePath(paths.Manifests, path));

    /// <summary>True if the path leads through a symbolic link, which the store does not follow.</summary>
    public bool IsLinked(string path) => FolderWalk.HasLink(paths.Models, path);

    /// <summary>Every manifest with its name; files that no model name fits are not ours.</summary>
    public IEnumerable<(ModelName Name, string Path)> All()
    {
        if (!Directory.Exists(paths.Manifests) || IsLinked(paths.Manifests))
        {
            yield break;
        }

        foreach (string path in Directory.EnumerateFiles(paths.Manifests, "*", FolderWalk.Below))
        {
            if (NameOf(path) is { } name)
            {
                yield return (name, path);
            }
        }
    }

    /// <summary>Removes a manifest, and the folders above it that are empty now.</summary>
    public void Remove(string path)
    {
        File.Delete(path);
        string directory = Path.GetDirectoryName(path)!;
        DirectorySync.Flush(directory);
        while (directory.Length > paths.Manifests.Length && !Directory.EnumerateFileSystemEntries(directory).Any())
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

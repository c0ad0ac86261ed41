namespace Tollama.Store;

/// <summary>Where the store's files are.</summary>
public sealed record StorePaths
{
    /// <summary>Makes the paths.</summary>
    /// <param name="home">tollama's own folder: licences, the user's registry.</param>
    /// <param name="models">The folder of manifests and blobs; <see langword="null"/> for <c>models</c> in <paramref name="home"/>.</param>
    public StorePaths(string home, string? models = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(home);
        Home = Path.GetFullPath(home);
        Models = models is null ? Path.Combine(Home, "models") : Path.GetFullPath(models);
    }

    /// <summary>tollama's own folder, absolute.</summary>
    public string Home { get; }

    /// <summary>The folder of manifests and blobs, absolute.</summary>
    public string Models { get; }

    /// <summary>The manifests: <c>host/namespace/model/tag</c>.</summary>
    public string Manifests => Path.Combine(Models, "manifests");

    /// <summary>The blobs: <c>sha256-</c> and 64 hexadecimal digits.</summary>
    public string Blobs => Path.Combine(Models, "blobs");

    /// <summary>What is being pulled: <c>host/namespace/model/tag</c>, one file a pull that has not ended well yet.</summary>
    public string Pulls => Path.Combine(Models, "pulls");

    /// <summary>The version of the store's layout.</summary>
    public string Version => Path.Combine(Models, "version");

    /// <summary>The file that a process locks while it changes the store.</summary>
    public string LockFile => Path.Combine(Models, ".lock");

    /// <summary>The licences that were accepted.</summary>
    public string Licenses => Path.Combine(Home, "licenses.json");

    /// <summary>The user's additions to the registry.</summary>
    public string UserRegistry => Path.Combine(Home, "registry.json");
}

namespace Tollama.Soak;

/// <summary>Where the programs under test lie: beside this one under artifacts/bin.</summary>
internal static class Programs
{
    public static string Daemon => Built("Tollama", "tollamad");

    public static string FakeRunner => Built("Tollama.FakeRunner", "Tollama.FakeRunner");

    /// <summary>The folder of a tiny model.</summary>
    public static string Golden(string name) => Path.Combine(AppContext.BaseDirectory, "golden", "tsfm", name);

    /// <summary>A file of the repository, found upwards of this program.</summary>
    public static string InRepository(string path)
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Join(folder.FullName, "Tollama.slnx")))
        {
            folder = folder.Parent;
        }

        return Path.Join(folder?.FullName ?? throw new InvalidOperationException($"No Tollama.slnx above {AppContext.BaseDirectory}."), path);
    }

    private static string Built(string project, string file)
    {
        DirectoryInfo configuration = new(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        return Path.Join(configuration.Parent!.Parent!.FullName, project, configuration.Name, file);
    }
}

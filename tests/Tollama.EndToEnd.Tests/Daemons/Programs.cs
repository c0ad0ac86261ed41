using Tollama.Core.Configuration;

namespace Tollama.EndToEnd.Tests.Daemons;

/// <summary>Where the programs under test lie: beside this one under artifacts/bin, or in the folder that <c>TOLLAMA_TEST_FOLDER</c> names.</summary>
public static class Programs
{
    public static TollamaEnvironment Environment { get; } = TollamaEnvironment.FromProcess();

    public static string Cli => Product("tollama");

    public static string Daemon => Product("tollamad");

    public static string FakeRunner => Built("Tollama.FakeRunner", "Tollama.FakeRunner");

    /// <summary>The folder of the sources, found upwards of this program.</summary>
    public static string Repository
    {
        get
        {
            DirectoryInfo? folder = new(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Join(folder.FullName, "Tollama.slnx")))
            {
                folder = folder.Parent;
            }

            return folder?.FullName ?? throw new InvalidOperationException($"No Tollama.slnx above {AppContext.BaseDirectory}.");
        }
    }

    /// <summary>The folder of recordings and wheels of others, beside the sources or where TOLLAMA_TEST_LIBRARY says; <see langword="null"/> when it is not on this machine.</summary>
    public static string? Library => ((string?[])[Environment.Get("TOLLAMA_TEST_LIBRARY"), Path.Join(Repository, "../shared"), Path.Join(Repository, "../../shared")])
        .OfType<string>().Select(Path.GetFullPath).FirstOrDefault(Directory.Exists);

    /// <summary>The full path of a program on the search path; <see langword="null"/> when there is none.</summary>
    public static string? OnPath(string name) =>
        (Environment.Get("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Join(folder, name)).FirstOrDefault(File.Exists);

    private static string Product(string name) =>
        Environment.Get("TOLLAMA_TEST_FOLDER") is { } folder ? Path.Join(folder, name) : Built("Tollama", name);

    private static string Built(string project, string file)
    {
        DirectoryInfo configuration = new(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        return Path.Join(configuration.Parent!.Parent!.FullName, project, configuration.Name, OperatingSystem.IsWindows() ? file + ".exe" : file);
    }
}

using Tollama.Core.Configuration;

namespace Tollama.Page.Tests.Browsing;

/// <summary>Where the programs under test lie.</summary>
public static class Programs
{
    public static TollamaEnvironment Environment { get; } = TollamaEnvironment.FromProcess();

    public static string Daemon => Built("Tollama", "tollamad");

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

    /// <summary>A browser of the machine; <see langword="null"/> when there is none. None is ever downloaded.</summary>
    public static string? Chromium => Environment.Get("TOLLAMA_TEST_CHROMIUM") ?? OnPath("chromium") ?? OnPath("chromium-browser") ?? OnPath("google-chrome");

    /// <summary>The full path of a program on the search path; <see langword="null"/> when there is none.</summary>
    public static string? OnPath(string name) =>
        (Environment.Get("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Join(folder, name)).FirstOrDefault(File.Exists);

    private static string Built(string project, string file)
    {
        DirectoryInfo configuration = new(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        return Path.Join(configuration.Parent!.Parent!.FullName, project, configuration.Name, OperatingSystem.IsWindows() ? file + ".exe" : file);
    }
}

namespace Tollama.ArchitectureTests.Projects;

/// <summary>The map of docs/architecture.md: which project may reference which.</summary>
internal static class ProjectMap
{
    private const string Prefix = "Tollama.";

    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Core"] = [],
        ["Numerics"] = [],
        ["Catalog"] = ["Core"],
        ["Stats"] = ["Core", "Numerics"],
        ["Neural"] = ["Catalog", "Core", "Numerics"],
        ["Data"] = ["Core"],
        ["Runner.Sdk"] = ["Core"],
        ["Store"] = ["Catalog", "Core"],
        ["Client"] = ["Core"],
        ["Daemon"] = ["Catalog", "Core", "Data", "Store"],
        ["Cli"] = ["Core", "Client"],
        ["Runner"] = ["Catalog", "Runner.Sdk", "Stats", "Neural"],
        ["Tollama"] = ["Cli", "Daemon"],
    };

    private static readonly string[] ForTests = ["Tollama.Testing", "Tollama.FakeHub"];

    private static readonly string[] WithoutPackages = ["Core", "Numerics", "Catalog"];

    /// <summary>What is wrong with the references of a project in src; empty when all is well.</summary>
    public static IEnumerable<string> Violations(ProjectFile project)
    {
        string name = Short(project.Name);
        if (!Allowed.TryGetValue(name, out string[]? allowed))
        {
            yield return $"{project.Name} is not on the map of docs/architecture.md";
            yield break;
        }

        foreach (string reference in project.References.Where(reference => !allowed.Contains(Short(reference))))
        {
            yield return $"{project.Name} must not reference {reference}";
        }

        foreach (string package in project.Packages.Where(_ => WithoutPackages.Contains(name)))
        {
            yield return $"{project.Name} must not take the package {package}";
        }
    }

    /// <summary>What is wrong with the references of a project in tests: it may see all of src, and of tests only what is made for tests.</summary>
    public static IEnumerable<string> TestViolations(ProjectFile project, IReadOnlyCollection<string> sources) =>
        project.References
            .Where(reference => !ForTests.Contains(reference) && !sources.Contains(reference))
            .Select(reference => $"{project.Name} must not reference {reference}");

    private static string Short(string name) => name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name;
}

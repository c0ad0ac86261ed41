namespace Tollama.ArchitectureTests.Projects;

public sealed class ProjectMapTests
{
    private static readonly IReadOnlyList<ProjectFile> Sources = ProjectFile.All("src");

    [Fact]
    public void Source_projects_reference_what_the_map_allows() => Sources.SelectMany(ProjectMap.Violations).ShouldBeEmpty();

    [Fact]
    public void Test_projects_reference_sources_and_the_testing_project() =>
        ProjectFile.All("tests").SelectMany(project => ProjectMap.TestViolations(project, [.. Sources.Select(source => source.Name)])).ShouldBeEmpty();

    [Fact]
    public void The_map_was_compared_with_real_projects()
    {
        Sources.Count.ShouldBeGreaterThanOrEqualTo(13);
        Sources.Single(project => project.Name == "Tollama.Daemon").References.ShouldContain("Tollama.Store");
    }

    [Theory]
    [InlineData("Tollama.Daemon", "Tollama.Stats")]
    [InlineData("Tollama.Daemon", "Tollama.Numerics")]
    [InlineData("Tollama.Daemon", "Tollama.Neural")]
    [InlineData("Tollama.Daemon", "Tollama.Runner.Sdk")]
    [InlineData("Tollama.Cli", "Tollama.Daemon")]
    [InlineData("Tollama.Cli", "Tollama.Data")]
    [InlineData("Tollama.Cli", "Tollama.Store")]
    [InlineData("Tollama.Stats", "Tollama.Neural")]
    [InlineData("Tollama.Stats", "Tollama.Catalog")]
    [InlineData("Tollama.Catalog", "Tollama.Store")]
    [InlineData("Tollama.Core", "Tollama.Numerics")]
    [InlineData("Tollama", "Tollama.Runner")]
    public void A_forbidden_arrow_is_found(string from, string to) =>
        ProjectMap.Violations(ProjectFile.Parse(from, Project($"""<ProjectReference Include="../{to}/{to}.csproj" />""")))
            .ShouldBe([$"{from} must not reference {to}"]);

    [Fact]
    public void What_is_only_built_first_is_no_arrow() =>
        ProjectMap.Violations(ProjectFile.Parse(
            "Tollama", Project("""<ProjectReference Include="../Tollama.Runner/Tollama.Runner.csproj" ReferenceOutputAssembly="false" />"""))).ShouldBeEmpty();

    [Fact]
    public void A_package_in_the_core_is_found() =>
        ProjectMap.Violations(ProjectFile.Parse("Tollama.Core", Project("""<PackageReference Include="NodaTime" />""")))
            .ShouldBe(["Tollama.Core must not take the package NodaTime"]);

    [Fact]
    public void A_project_off_the_map_is_found() =>
        ProjectMap.Violations(ProjectFile.Parse("Tollama.Extras", Project(""))).ShouldBe(["Tollama.Extras is not on the map of docs/architecture.md"]);

    [Fact]
    public void A_test_project_that_leans_on_another_is_found() =>
        ProjectMap.TestViolations(
            ProjectFile.Parse("Tollama.Core.Tests", Project("""<ProjectReference Include="../Tollama.Data.Tests/Tollama.Data.Tests.csproj" />""")), ["Tollama.Core"])
            .ShouldBe(["Tollama.Core.Tests must not reference Tollama.Data.Tests"]);

    private static string Project(string items) => $"<Project><ItemGroup>{items}</ItemGroup></Project>";
}

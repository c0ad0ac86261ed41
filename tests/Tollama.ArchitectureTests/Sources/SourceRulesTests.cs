using System.Reflection;

namespace Tollama.ArchitectureTests.Sources;

public sealed class SourceRulesTests
{
    private static readonly string[] Assemblies =
    [
        "Tollama.Cli", "Tollama.Client", "Tollama.Core", "Tollama.Daemon", "Tollama.Data", "Tollama.Neural", "Tollama.Numerics", "Tollama.Runner.Sdk", "Tollama.Stats", "Tollama.Store",
    ];

    [Fact]
    public void Source_files_keep_the_rules()
    {
        IReadOnlyList<string> files = Repository.Files("src", ".cs");
        files.Count.ShouldBeGreaterThan(100);
        files.SelectMany(path => SourceRules.Violations(path, Repository.Read(path))).ShouldBeEmpty();
    }

    [Fact]
    public void Types_say_what_they_do() =>
        Assemblies.SelectMany(name => Assembly.Load(name).GetTypes())
            .Where(type => type.Namespace?.StartsWith("Tollama", StringComparison.Ordinal) == true && SourceRules.IsForbidden(type.Name))
            .Select(type => type.FullName)
            .ShouldBeEmpty();

    [Theory]
    [InlineData("src/Tollama.Core/Common/Text.cs", "", "is called Common")]
    [InlineData("src/Tollama.Core/Json/JsonHelpers.cs", "", "is called Helpers")]
    [InlineData("src/Tollama.Daemon/RunnerManager.cs", "", "is called Manager")]
    [InlineData("src/Tollama.Core/A.cs", "Thread.Sleep(1);", "sleeps")]
    [InlineData("src/Tollama.Core/A.cs", "// TODO later", "has a TODO")]
    [InlineData("src/Tollama.Core/A.cs", "// FIXME: later", "has a FIXME")]
    public void A_broken_rule_is_found(string path, string text, string complaint) =>
        SourceRules.Violations(path, text).ShouldHaveSingleItem().ShouldContain(complaint);

    [Theory]
    [InlineData("src/Tollama.Core/A.cs", "// TODO #12: later")]
    [InlineData("src/Tollama.Core/A.cs", "// TODO(#12): later")]
    [InlineData("src/Tollama.Core/Uncommon/Managed.cs", "")]
    public void What_has_a_number_or_only_looks_alike_is_fine(string path, string text) => SourceRules.Violations(path, text).ShouldBeEmpty();

    [Fact]
    public void A_file_of_401_lines_is_found_and_one_of_400_is_not()
    {
        SourceRules.Violations("src/A.cs", string.Concat(Enumerable.Repeat("\n", 399)) + "x\n").ShouldBeEmpty();
        SourceRules.Violations("src/A.cs", string.Concat(Enumerable.Repeat("\n", 400)) + "x\n").ShouldHaveSingleItem().ShouldContain("401 lines");
    }
}

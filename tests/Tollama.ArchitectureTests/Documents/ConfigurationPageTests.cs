using System.Text;
using Tollama.Core.Configuration;

namespace Tollama.ArchitectureTests.Documents;

public sealed class ConfigurationPageTests
{
    private const string Path = "docs/configuration.md";
    private const string Begin = "<!-- table: begin -->";
    private const string End = "<!-- table: end -->";

    [Fact]
    public void The_table_lists_every_variable_with_its_default()
    {
        string page = Repository.Read(Path);
        int begin = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        int end = page.IndexOf(End, StringComparison.Ordinal);
        GoldenText.ShouldMatch($"{page[..begin]}\n\n{Table()}\n{page[end..]}", Path);
    }

    [Fact]
    public void Every_variable_has_a_name_a_default_and_a_purpose() =>
        TollamaEnvironment.Variables
            .Where(variable => string.IsNullOrWhiteSpace(variable.Name) || string.IsNullOrWhiteSpace(variable.Default) || string.IsNullOrWhiteSpace(variable.Description))
            .ShouldBeEmpty();

    private static string Table()
    {
        StringBuilder table = new("| Variable | Default | Meaning |\n|---|---|---|\n");
        foreach (EnvironmentVariable variable in TollamaEnvironment.Variables)
        {
            table.Append("| `").Append(variable.Name).Append("` | ").Append(variable.Default).Append(" | ").Append(variable.Description).Append(" |\n");
        }

        return table.ToString();
    }
}

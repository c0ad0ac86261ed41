using Tollama.Catalog;

namespace Tollama.ArchitectureTests.Sources;

public sealed class DaemonSourceTests
{
    [Fact]
    public void The_daemon_knows_no_family_and_no_model_that_hands_over_by_name()
    {
        string[] handingOver = [.. ModelRegistry.LoadEmbedded().Cards.Where(card => card.HandsOver).Select(card => card.Name)];
        string[] literals = [.. Families.All.Select(family => family.Name).Concat(handingOver).Select(name => $"\"{name}\"")];
        foreach (string path in Repository.Files("src/Tollama.Daemon", ".cs"))
        {
            string text = Repository.Read(path);
            literals.Where(literal => text.Contains(literal, StringComparison.Ordinal)).ShouldBeEmpty(path);
        }
    }
}

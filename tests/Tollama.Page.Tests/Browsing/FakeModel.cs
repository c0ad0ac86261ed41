using System.Text.Json.Nodes;

namespace Tollama.Page.Tests.Browsing;

/// <summary>The model <c>fake</c> of the scriptable runner, for daemons whose work shall take as long as a test wants.</summary>
public static class FakeModel
{
    /// <summary>Registers it in the home of a daemon that has not started yet.</summary>
    public static void AddTo(string home)
    {
        JsonObject definition = new()
        {
            ["family"] = "fake",
            ["command"] = new JsonArray(Programs.FakeRunner, $"--journal={JournalOf(home)}"),
            ["models"] = new JsonArray(new JsonObject { ["name"] = "fake", ["license"] = "MIT" }),
        };
        Directory.CreateDirectory(Path.Join(home, "runners"));
        File.WriteAllText(Path.Join(home, "runners", "fake.json"), definition.ToJsonString());
    }

    /// <summary>How many lines of its journal begin with a word: <c>forecast</c>, <c>canceled</c>, ….</summary>
    public static int CountInJournal(string home, string word) =>
        File.Exists(JournalOf(home)) ? File.ReadAllLines(JournalOf(home)).Count(line => line.StartsWith(word, StringComparison.Ordinal)) : 0;

    private static string JournalOf(string home) => Path.Join(home, "journal.txt");
}

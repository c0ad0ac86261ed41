using System.Text.Json.Nodes;

namespace Tollama.EndToEnd.Tests.Daemons;

/// <summary>A <c>TOLLAMA_HOME</c> of its own, deleted at the end.</summary>
public sealed class TestHome : IDisposable
{
    public TestHome() => Folder = Directory.CreateTempSubdirectory("tollama-test-").FullName;

    public string Folder { get; }

    public string Journal => Path.Join(Folder, "journal.txt");

    /// <summary>What the fake runner wrote down over all its processes: <c>start</c>, <c>hello</c>, <c>forecast request-id</c>, ….</summary>
    public IReadOnlyList<string> JournalLines => File.Exists(Journal) ? File.ReadAllLines(Journal) : [];

    /// <summary>How many lines of the journal begin with a word.</summary>
    public int CountInJournal(string word) => JournalLines.Count(line => line.StartsWith(word, StringComparison.Ordinal));

    public string PathOf(string name) => Path.Join(Folder, name);

    /// <summary>Registers the scriptable runner as family <c>fake</c> with the model <c>fake</c>.</summary>
    public TestHome WithFakeRunner(params string[] script) =>
        WithRunner("fake", [Programs.FakeRunner, .. script, $"--journal={Journal}"], "fake");

    public TestHome WithRunner(string family, string[] command, string model)
    {
        JsonObject definition = new()
        {
            ["family"] = family,
            ["command"] = new JsonArray([.. command.Select(word => JsonValue.Create(word))]),
            ["models"] = new JsonArray(new JsonObject { ["name"] = model, ["license"] = "MIT" }),
        };
        Directory.CreateDirectory(PathOf("runners"));
        File.WriteAllText(PathOf(Path.Join("runners", family + ".json")), definition.ToJsonString());
        return this;
    }

    /// <summary>Adds a model to the registry whose licence must be accepted.</summary>
    public TestHome WithLicensedModel(string name)
    {
        string registry = $$"""
            {"models":[{"name":"{{name}}","family":"mock","variant":"mock","source":{"type":"builtin"},
            "license":{"type":"Research-Only","needs_acceptance":true},"capabilities":["forecast"]}]}
            """;
        File.WriteAllText(PathOf("registry.json"), registry);
        return this;
    }

    /// <summary>Deletes it; several daemons may have used it one after the other.</summary>
    public void Dispose()
    {
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}

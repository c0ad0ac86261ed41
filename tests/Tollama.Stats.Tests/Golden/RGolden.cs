using System.Reflection;
using System.Text.Json;

namespace Tollama.Stats.Tests.Golden;

/// <summary>One record of what R's forecast package computed; tests/golden/r/provenance.md says how it came about.</summary>
internal sealed class RGolden
{
    private readonly JsonElement _root;

    private RGolden(JsonElement root)
    {
        _root = root;
        Train = Numbers(root.GetProperty("train"));
        Season = root.GetProperty("period").GetInt32();
        Horizon = root.GetProperty("h").GetInt32();
    }

    public double[] Train { get; }

    public int Season { get; }

    public int Horizon { get; }

    /// <summary>The repository's root; the competition series lie beside it when they are there at all.</summary>
    private static string Root { get; } = typeof(RGolden).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    private static string Own => Path.GetFullPath(Path.Combine(Root, "tests", "golden", "r"));

    // A worktree may lie one level deeper than a clone.
    private static string? Competition { get; } = new[] { "../shared/golden/r", "../../shared/golden/r" }
        .Select(path => Path.GetFullPath(Path.Combine(Root, path))).FirstOrDefault(Directory.Exists);

    public static IEnumerable<TheoryDataRow<string>> OwnIds => Ids(Own, id => true);

    public static IEnumerable<TheoryDataRow<string>> CompetitionIds =>
        Competition is null
            ? [new TheoryDataRow<string>("") { Skip = "the competition series (../shared/golden/r) are not on this machine" }]
            : Ids(Competition, id => !File.Exists(Path.Combine(Own, id + ".json")));

    /// <summary>Where a file beside the records lies.</summary>
    public static string OwnPath(string name) => Path.Combine(Own, name);

    public static RGolden Load(string id)
    {
        string own = Path.Combine(Own, id + ".json");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(File.Exists(own) ? own : Path.Combine(Competition!, id + ".json")));
        return new RGolden(document.RootElement.Clone());
    }

    public double[] Array(string record, string field) => Numbers(_root.GetProperty(record).GetProperty(field));

    public double[] Array(string record) => Numbers(_root.GetProperty(record));

    /// <summary>A record as R left it, for tests that read more than rows of numbers; records that failed in R have an <c>error</c> beginning with "Error".</summary>
    public JsonElement Record(string record) => _root.GetProperty(record);

    public double Number(string record, string field) => _root.GetProperty(record).GetProperty(field).GetDouble();

    public bool Has(string record) => _root.TryGetProperty(record, out JsonElement value)
        && value.ValueKind is JsonValueKind.Object or JsonValueKind.Array
        && !(value.ValueKind == JsonValueKind.Object && value.TryGetProperty("error", out _));

    private static IEnumerable<TheoryDataRow<string>> Ids(string folder, Func<string, bool> wanted) =>
        Directory.GetFiles(folder, "*.json").Select(path => Path.GetFileNameWithoutExtension(path)).Where(wanted).Order()
            .Select(id => new TheoryDataRow<string>(id));

    public static double[] Numbers(JsonElement array) =>
        array.ValueKind == JsonValueKind.Number
            ? [array.GetDouble()]
            : [.. array.EnumerateArray().Select(value => value.ValueKind == JsonValueKind.Number ? value.GetDouble() : double.NaN)];
}

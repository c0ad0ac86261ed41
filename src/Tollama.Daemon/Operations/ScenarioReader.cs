using System.Globalization;
using System.Text.Json;
using Tollama.Core.Errors;
using Tollama.Core.Json;
using Tollama.Core.Series;

namespace Tollama.Daemon.Operations;

/// <summary>Reads scenarios, and collects their faults.</summary>
internal static class ScenarioReader
{
    private const int MaxScenarios = 100;

    private const int MaxChanges = 100;

    private static readonly string[] Operations = ["multiply", "add", ScenarioChange.Replace];

    private static readonly string[] Fields = [ScenarioChange.Target, CovariateUse.PastName, CovariateUse.FutureName];

    private static readonly string[] ScenarioNames = ["name", "transforms"];

    private static readonly string[] ChangeNames = ["operation", "field", "key", "value", "series_id"];

    /// <summary>The scenarios.</summary>
    /// <param name="sent">The array that was sent.</param>
    /// <param name="ids">The series of the request.</param>
    /// <param name="faults">Is told what is wrong with them; with a fault the result is of no use.</param>
    internal static IReadOnlyList<Scenario> Read(JsonElement sent, IReadOnlySet<string> ids, FaultList faults)
    {
        List<Scenario> scenarios = [];
        if (sent.ValueKind != JsonValueKind.Array || sent.GetArrayLength() is 0 or > MaxScenarios)
        {
            faults.Add("type", ["scenarios"], $"scenarios must be an array of 1 to {MaxScenarios} objects with name and transforms");
        }
        else
        {
            foreach ((int index, JsonElement one) in sent.EnumerateArray().Index())
            {
                ReadOne(one, ["scenarios", index.ToString(CultureInfo.InvariantCulture)], ids, scenarios, faults);
            }
        }

        return scenarios;
    }

    private static void ReadOne(JsonElement sent, string[] at, IReadOnlySet<string> ids, List<Scenario> scenarios, FaultList faults)
    {
        string? name = Text(sent, "name");
        if (UnknownIn(sent, ScenarioNames) is { } unknown)
        {
            faults.Add("unknown_field", at, unknown);
        }

        if (string.IsNullOrEmpty(name) || scenarios.Any(scenario => scenario.Name == name))
        {
            faults.Add("value", [.. at, "name"], "each scenario needs a name that no other has");
        }

        if (sent.ValueKind != JsonValueKind.Object || !sent.TryGetProperty("transforms", out JsonElement transforms) || transforms.ValueKind != JsonValueKind.Array
            || transforms.GetArrayLength() is 0 or > MaxChanges)
        {
            faults.Add("type", [.. at, "transforms"], $"transforms must be an array of 1 to {MaxChanges} objects with operation, field and value");
            return;
        }

        List<ScenarioChange> changes = [];
        foreach ((int index, JsonElement change) in transforms.EnumerateArray().Index())
        {
            string[] place = [.. at, "transforms", index.ToString(CultureInfo.InvariantCulture)];
            if (FaultOf(change, ids) is { } fault)
            {
                faults.Add("value", place, fault);
                continue;
            }

            changes.Add(new ScenarioChange(Text(change, "operation")!, Text(change, "field")!, Text(change, "key"), change.GetProperty("value"), IdOf(change)));
        }

        scenarios.Add(new Scenario(name ?? "", changes));
    }

    private static string? FaultOf(JsonElement change, IReadOnlySet<string> ids)
    {
        if (change.ValueKind != JsonValueKind.Object)
        {
            return "a transform must be an object with operation, field and value";
        }

        if (UnknownIn(change, ChangeNames) is { } unknown)
        {
            return unknown;
        }

        string? operation = Text(change, "operation");
        string? field = Text(change, "field");
        JsonValueKind value = change.TryGetProperty("value", out JsonElement sent) ? sent.ValueKind : JsonValueKind.Undefined;
        bool isNumber = value == JsonValueKind.Number && double.IsFinite(sent.GetDouble());
        return !Operations.Contains(operation) ? $"operation must be {string.Join(" or ", Operations)}"
            : !Fields.Contains(field) ? $"field must be {string.Join(" or ", Fields)}"
            : field == ScenarioChange.Target && Text(change, "key") is not null ? "the target has no key"
            : field != ScenarioChange.Target && string.IsNullOrEmpty(Text(change, "key")) ? "key is required: the covariate to change"
            : !isNumber && (value != JsonValueKind.String || operation != ScenarioChange.Replace || field == ScenarioChange.Target)
                ? "value must be a number (or a text, where a covariate is replaced)"
            : IdOf(change) is { } id && !ids.Contains(id) ? $"no series has the id '{Excerpt.Of(id)}'"
            : null;
    }

    /// <summary>The series that is changed, named by a text or, as in a series, by a number; <see langword="null"/> for all of them. What is neither names none.</summary>
    private static string? IdOf(JsonElement change) =>
        !change.TryGetProperty("series_id", out JsonElement id) || id.ValueKind == JsonValueKind.Null ? null
        : id.ValueKind == JsonValueKind.String ? id.GetString()
        : JsonNumber.TryReadWhole(id, out long whole) ? whole.ToString(CultureInfo.InvariantCulture)
        : id.GetRawText();

    private static string? UnknownIn(JsonElement parent, string[] known) =>
        parent.ValueKind == JsonValueKind.Object && parent.EnumerateObject().FirstOrDefault(property => !known.Contains(property.Name)) is { Value.ValueKind: not JsonValueKind.Undefined } other
            ? $"unknown field '{Excerpt.Of(other.Name)}'; known fields are {string.Join(", ", known)}"
            : null;

    private static string? Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out JsonElement text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}

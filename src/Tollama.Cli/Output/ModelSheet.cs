using System.Globalization;
using System.Text.Json.Nodes;
using Tollama.Cli.Terminal;
using Tollama.Cli.Wording;
using Tollama.Core.Api;

namespace Tollama.Cli.Output;

/// <summary>A model in indented blocks, as Ollama's <c>show</c> prints one.</summary>
internal static class ModelSheet
{
    public static void Write(ShowResponse model, TextWriter writer)
    {
        List<(string Key, string Value)> facts = [("name", model.Name), ("family", model.Family), ("format", model.Details.Format)];
        AddIf(facts, "description", model.Description);
        AddIf(facts, "parameters", model.Details.ParameterSize);
        AddIf(facts, "quantization", model.Details.QuantizationLevel);
        facts.Add(("context length", model.Details.ContextLength?.ToString(CultureInfo.InvariantCulture) ?? "all"));
        facts.AddRange(model.ModelInfo.Where(fact => !fact.Key.StartsWith("general.", StringComparison.Ordinal) && IsNew(fact.Key)).Select(fact => (Words(fact.Key), Text(fact.Value))));
        facts.Add(("size", ByteSize.Format(model.Size)));
        AddIf(facts, "source", model.Source.RepoId is { } repo ? $"{repo} {model.Source.Revision}".TrimEnd() : model.Source.Type);

        facts.Add(("origin", OriginText.Long(model.Origin)));
        AddIf(facts, "archive says", OriginText.Claims(model.Origin));
        facts.AddRange((model.Warnings ?? []).Select(warning => ("warning", warning)));

        FactBlock.Write(writer, "Model", facts);
        FactBlock.Write(writer, "Capabilities", model.Capabilities.Select(capability => (capability, "")));
        FactBlock.Write(writer, "Parameters", Lines(model.Parameters).Select(KeyAndValue));
        OptionSheet.Write(model.Options ?? [], writer);
        FactBlock.Write(writer, "License", Lines(model.License).Take(2).Select(line => (line, "")));
        Tensors(writer, model.Tensors ?? []);
    }

    private static void Tensors(TextWriter writer, IReadOnlyList<TensorInfo> tensors)
    {
        if (tensors.Count == 0)
        {
            return;
        }

        TextTable table = new("NAME", "TYPE", "SHAPE");
        foreach (TensorInfo tensor in tensors)
        {
            table.Add(tensor.Name, tensor.Type, $"[{string.Join(", ", tensor.Shape)}]");
        }

        writer.WriteLine("  Tensors");
        table.WriteTo(writer, indent: "    ");
        writer.WriteLine();
    }

    private static void AddIf(List<(string Key, string Value)> facts, string key, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            facts.Add((key, value));
        }
    }

    private static bool IsNew(string key) => !key.EndsWith("context_length", StringComparison.Ordinal);

    private static string Words(string key) => key[(key.IndexOf('.', StringComparison.Ordinal) + 1)..].Replace('_', ' ');

    private static string Text(JsonNode? value) => value switch
    {
        null => "-",
        JsonArray array => string.Join(", ", array.Select(Text)),
        _ => value.ToString(),
    };

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static (string Key, string Value) KeyAndValue(string line)
    {
        int blank = line.IndexOf(' ', StringComparison.Ordinal);
        return blank < 0 ? (line, "") : (line[..blank], line[blank..].Trim());
    }
}

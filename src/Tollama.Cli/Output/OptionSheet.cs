using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tollama.Cli.Terminal;
using Tollama.Core.Api;

namespace Tollama.Cli.Output;

/// <summary>The options of a model as a table: name, default, what values are possible, and what the option is for.</summary>
internal static class OptionSheet
{
    public static void Write(IReadOnlyList<ModelOption> options, TextWriter writer)
    {
        if (options.Count == 0)
        {
            return;
        }

        TextTable table = new("NAME", "DEFAULT", "VALUES", "DESCRIPTION");
        foreach (ModelOption option in options)
        {
            table.Add(option.Name, Text(option.Default), Values(option), option.Description);
        }

        writer.WriteLine("  Options");
        table.WriteTo(writer, indent: "    ");
        writer.WriteLine();
    }

    private static string Values(ModelOption option) => option.Kind switch
    {
        OptionKinds.Boolean => "true, false",
        OptionKinds.Integers => $"{Range(option)}, or a list",
        OptionKinds.NumberOrAutomatic => $"true, false, {Range(option)}",
        OptionKinds.Text => "text",
        _ when option.Choices is { } choices => string.Join(", ", choices),
        _ => Range(option),
    };

    private static string Range(ModelOption option) => (option.Lowest, option.Highest) switch
    {
        (double lowest, double highest) => string.Create(CultureInfo.InvariantCulture, $"{lowest} to {highest}"),
        (double lowest, null) => string.Create(CultureInfo.InvariantCulture, $"{lowest} or more"),
        (null, double highest) => string.Create(CultureInfo.InvariantCulture, $"up to {highest}"),
        _ => "a number",
    };

    private static string Text(JsonNode? value) => value switch
    {
        null => "-",
        JsonValue text when text.GetValueKind() == JsonValueKind.String => text.GetValue<string>(),
        JsonArray list => $"[{string.Join(", ", list.Select(Text))}]",
        _ => value.ToJsonString(),
    };
}

using System.CommandLine;

namespace Tollama.Cli.Commands;

/// <summary>The switch that every listing has.</summary>
internal static class JsonOption
{
    public static Option<bool> Create(string description = "Print JSON instead of a table, on standard output.") =>
        new("--json") { Description = description };
}

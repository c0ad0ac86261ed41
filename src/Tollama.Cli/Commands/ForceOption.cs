using System.CommandLine;

namespace Tollama.Cli.Commands;

/// <summary><c>--force</c>: a name of the registry may be given to something else.</summary>
internal static class ForceOption
{
    public static Option<bool> Create() => new("--force") { Description = "Replace a model of the registry." };
}

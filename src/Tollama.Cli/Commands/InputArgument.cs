using System.CommandLine;

namespace Tollama.Cli.Commands;

/// <summary>The argument of the verbs that read tables or a request.</summary>
internal static class InputArgument
{
    public static Argument<string[]> Create() => new("input")
    {
        Description = "Tables or a JSON request: files and patterns ('data/*.csv'), also .gz and .zst; '-' or nothing reads standard input.",
        Arity = ArgumentArity.ZeroOrMore,
    };
}

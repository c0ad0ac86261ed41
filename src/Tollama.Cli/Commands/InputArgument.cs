using System.CommandLine;

namespace Tollama.Cli.Commands;

/// <summary>The argument of the verbs that read tables or a request.</summary>
internal static class InputArgument
{
    public static Argument<string[]> Create() => new("input")
    {
        Description =
            "Tables or a JSON request: files, patterns such as 'data/*.csv', .gz and .zst as well; '-' or nothing reads standard input. The names of several files become a part of the ids.",
        Arity = ArgumentArity.ZeroOrMore,
    };
}

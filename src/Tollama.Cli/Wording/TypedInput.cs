using Tollama.Cli.Running;

namespace Tollama.Cli.Wording;

/// <summary>The input of a command line as it may be typed again.</summary>
internal static class TypedInput
{
    // A line that is to be typed again shows a few names; of more, people have a pattern.
    private const int Most = 4;

    /// <summary>The files, in quotes where a shell would take them apart; <c>-</c> for standard input.</summary>
    public static string Of(IReadOnlyList<string> inputs) =>
        inputs.Count == 0 ? InputFiles.Standard : inputs.Count > Most ? "FILE…" : string.Join(' ', inputs.Select(Quoted));

    private static string Quoted(string path) => path.Any(letter => char.IsWhiteSpace(letter) || letter is '*' or '?') ? $"'{path}'" : path;
}

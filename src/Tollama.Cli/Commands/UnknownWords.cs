using System.CommandLine;
using System.CommandLine.Parsing;
using Tollama.Core.Errors;

namespace Tollama.Cli.Commands;

/// <summary>Words of a command line that are neither a verb nor an option, and what was probably meant.</summary>
internal static class UnknownWords
{
    private const string Separator = "--";
    private const int LeastAbbreviation = 3;

    /// <summary>Words that other programs have for an option, which may look more like another one.</summary>
    private static readonly Dictionary<string, string> OtherWords = new(StringComparer.OrdinalIgnoreCase)
    {
        ["--sep"] = "--delimiter",
        ["--separator"] = "--delimiter",
        ["--frequency"] = "--freq",
        ["--date"] = "--time",
        ["--date-col"] = "--time",
        ["--date-column"] = "--time",
        ["--time-col"] = "--time",
        ["--time-column"] = "--time",
        ["--tz"] = "--timezone",
    };

    /// <summary>A sentence about the first of them; <see langword="null"/> when there is none.</summary>
    public static string? Describe(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        if (command is RootCommand)
        {
            return parsed.UnmatchedTokens is [var word, ..] && !IsOption(word) ? Unknown(word, "verb of tollama", Names(command.Subcommands)) : UnknownOption(parsed);
        }

        return UnknownOption(parsed);
    }

    /// <summary>True when the words begin with a verb that does not exist.</summary>
    public static bool HasNoVerb(ParseResult parsed) =>
        parsed.CommandResult.Command is RootCommand && parsed.UnmatchedTokens is [var word, ..] && !IsOption(word);

    // A word with a dash that no option has is taken for an argument, a file that is called so, unless it stands behind '--'.
    private static string? UnknownOption(ParseResult parsed)
    {
        IEnumerable<string> arguments = parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens).Select(token => token.Value);
        HashSet<string> meant = [.. parsed.Tokens.Select(token => token.Value).SkipWhile(word => word != Separator)];
        return parsed.UnmatchedTokens.Concat(arguments).FirstOrDefault(word => IsOption(word) && !meant.Contains(word)) is { } word
            ? Unknown(word.Split('=', 2)[0], $"option of '{PathOf(parsed.CommandResult)}'", OptionsOf(parsed.CommandResult))
            : null;
    }

    /// <summary>The verb as it is typed: <c>tollama run</c>.</summary>
    public static string PathOf(CommandResult command) =>
        command.Parent is CommandResult parent ? PathOf(parent) + " " + command.Command.Name : "tollama";

    private static IEnumerable<string> OptionsOf(CommandResult command) => command.Command.Options.SelectMany(option => option.Aliases.Prepend(option.Name));

    private static IEnumerable<string> Names(IEnumerable<Command> commands) => commands.SelectMany(command => command.Aliases.Prepend(command.Name));

    private static string Unknown(string word, string kind, IEnumerable<string> candidates)
    {
        // It exists, but it was typed where the verb is not known yet.
        if (candidates.Contains(word))
        {
            return $"'{word}' stands before its verb: write it behind";
        }

        string sentence = $"'{word}' is no {kind}";
        string[] longer = [.. candidates.Where(candidate => candidate.Length > 2)];
        string? nearest = OtherWords.GetValueOrDefault(word.Replace('_', '-')) is { } other && longer.Contains(other) ? other : NearestName.Best(word, longer) ?? longer.Where(candidate => Abbreviates(word, candidate)).MinBy(candidate => candidate.Length);
        return nearest is null ? sentence : $"{sentence}; did you mean '{nearest}'?";
    }

    /// <summary>Whether a word has the first letter of another and further ones of it in order: <c>--dups</c> is short for <c>--duplicates</c>.</summary>
    private static bool Abbreviates(string word, string whole)
    {
        string letters = word.TrimStart('-');
        string all = whole.TrimStart('-');
        int found = 0;
        foreach (char letter in all)
        {
            found += found < letters.Length && char.ToLowerInvariant(letters[found]) == char.ToLowerInvariant(letter) ? 1 : 0;
        }

        return letters.Length >= LeastAbbreviation && all.StartsWith(letters[..1], StringComparison.OrdinalIgnoreCase) && found == letters.Length;
    }

    // Not '-', which is standard input, and no negative number.
    private static bool IsOption(string word) => word.Length > 1 && word[0] == '-' && !char.IsAsciiDigit(word[1]) && word[1] != '.';
}

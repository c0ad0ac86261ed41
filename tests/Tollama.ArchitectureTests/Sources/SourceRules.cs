using System.Text.RegularExpressions;

namespace Tollama.ArchitectureTests.Sources;

/// <summary>What a source file may not be or hold.</summary>
internal static partial class SourceRules
{
    private const int MaxLines = 400;

    /// <summary>What is wrong with a file, by its path from the root and its text.</summary>
    public static IEnumerable<string> Violations(string path, string text)
    {
        int lines = text.AsSpan().TrimEnd('\n').Count('\n') + 1;
        if (lines > MaxLines)
        {
            yield return $"{path} has {lines} lines, more than {MaxLines}: split it by what it does";
        }

        if (Sleep().IsMatch(text))
        {
            yield return $"{path} sleeps: wait for a signal, not for time";
        }

        if (Postponed().Match(text) is { Success: true } postponed)
        {
            yield return $"{path} has a {postponed.Value} without the number of an issue";
        }

        foreach (string name in path.Split('/').SelectMany(part => Words().Matches(part.Replace(".cs", "", StringComparison.Ordinal)).Select(word => word.Value)))
        {
            if (ForbiddenName().IsMatch(name))
            {
                yield return $"{path} is called {name}: say what it does instead";
            }
        }
    }

    /// <summary>The rule about names, for a type's own name.</summary>
    public static bool IsForbidden(string name) => Words().Matches(name).Any(word => ForbiddenName().IsMatch(word.Value));

    [GeneratedRegex(@"\bThread\.Sleep\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Sleep();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b(?!\s*\(?#\d+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Postponed();

    [GeneratedRegex("[A-Z][a-z0-9]*", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Words();

    [GeneratedRegex("^(Common|Shared|Utils?|Utility|Utilities|Helpers?|Managers?|Misc)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex ForbiddenName();
}

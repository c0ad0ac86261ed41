using System.Text.RegularExpressions;

namespace Tollama.ArchitectureTests.Documents;

/// <summary>A page of documentation: its code blocks, its headings, and its links to other files.</summary>
/// <param name="Path">From the root, with forward slashes.</param>
/// <param name="Text">Its text.</param>
internal sealed partial record MarkdownPage(string Path, string Text)
{
    public static IReadOnlyList<MarkdownPage> All { get; } =
    [
        .. Repository.Files("", ".md")
            .Where(path => !path.Contains('/', StringComparison.Ordinal) || path.StartsWith("docs/", StringComparison.Ordinal) || path.StartsWith("examples/", StringComparison.Ordinal))
            .Select(path => new MarkdownPage(path, Repository.Read(path))),
    ];

    /// <summary>The code blocks of a language, without their fences.</summary>
    public IEnumerable<string> Blocks(string language) =>
        Fence().Matches(Text).Where(match => match.Groups["language"].Value == language).Select(match => match.Groups["code"].Value);

    /// <summary>The headings, without their number signs.</summary>
    public IEnumerable<string> Headings() => Heading().Matches(Fence().Replace(Text, "")).Select(match => match.Groups["title"].Value.Trim());

    /// <summary>The text below a heading, to the next one of any level.</summary>
    public string Section(string title)
    {
        Match start = Heading().Matches(Text).First(match => match.Groups["title"].Value.Trim() == title);
        Match next = start.NextMatch();
        return Text[(start.Index + start.Length)..(next.Success ? next.Index : Text.Length)];
    }

    /// <summary>What stands in code marks in the first column of a table: names of fields, of options.</summary>
    /// <param name="section">The heading above the table.</param>
    /// <param name="head">The first cell of its head line.</param>
    public IReadOnlyList<string> FirstColumn(string section, string head)
    {
        string[] lines = Section(section).Split('\n');
        IEnumerable<string> table = lines.SkipWhile(line => !line.StartsWith($"| {head} |", StringComparison.Ordinal));
        IEnumerable<string> rows = table.TakeWhile(line => line.StartsWith('|')).Skip(2);
        return [.. rows.SelectMany(row => CodeMark().Matches(row.Split(" |")[0]).Select(match => match.Groups["text"].Value))];
    }

    /// <summary>The links that lead to a file or an anchor of the repository.</summary>
    public IEnumerable<string> RelativeLinks() =>
        Link().Matches(Code().Replace(Fence().Replace(Text, ""), "")).Select(match => match.Groups["target"].Value).Where(target => !target.Contains("://", StringComparison.Ordinal));

    [GeneratedRegex(@"^```(?<language>\w*)[^\n]*\n(?<code>.*?)^```\s*$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Fence();

    [GeneratedRegex("^#{1,6} (?<title>[^\n]*)", RegexOptions.Multiline | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Link();

    [GeneratedRegex("(?<!`)`[^`\n]+`(?!`)(?!\\]\\()", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Code();

    [GeneratedRegex("`(?<text>[^`]+)`", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex CodeMark();
}

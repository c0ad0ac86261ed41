using System.Text.RegularExpressions;
using Tollama.Core.Requests;

namespace Tollama.ArchitectureTests.Sources;

/// <summary>Messages of the daemon name a field of a request as <c>duplicates=sum</c>: a query takes that as it is, and the command line shows it as its option.</summary>
public sealed partial class FieldMentionTests
{
    private static readonly string[] Projects = ["Tollama.Core", "Tollama.Daemon", "Tollama.Data", "Tollama.Neural", "Tollama.Stats"];

    // Lines to type, as an example of each route.
    private const string Examples = "src/Tollama.Daemon/Endpoints/RouteDescriptions.cs";

    [Fact]
    public void No_message_writes_a_field_as_an_option_or_with_a_colon() => Projects
        .SelectMany(project => Repository.Files("src/" + project, ".cs"))
        .Where(file => file != Examples)
        .SelectMany(file => WrongIn(Repository.Read(file)).Select(text => $"{file}: {text}"))
        .ShouldBeEmpty();

    [Fact]
    public void Both_would_be_found_and_the_notation_is_right()
    {
        WrongIn("\"say day_first=true (--day-first)\"").ShouldNotBeEmpty();
        WrongIn("$\"send duplicates: sum of {what}\"").ShouldNotBeEmpty();
        WrongIn("\"send duplicates=sum, or day_first=false\"").ShouldBeEmpty();
    }

    private static IEnumerable<string> WrongIn(string code) => Texts().Matches(WithoutComments(code)).Select(match => match.Value)
        .Where(text => RequestFields.All.Any(field => text.Contains($"--{field.Name.Replace('_', '-')}", StringComparison.Ordinal) || HasColon(text, field.Name)));

    // Other names are words of English, too.
    private static bool HasColon(string text, string name) =>
        (name.Contains('_', StringComparison.Ordinal) || name == "duplicates") && text.Contains(name + ": ", StringComparison.Ordinal);

    private static string WithoutComments(string code) =>
        string.Join('\n', code.Split('\n').Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)));

    [GeneratedRegex("\"(?:[^\"\\\\\n]|\\\\.)*\"")]
    private static partial Regex Texts();
}

using System.Globalization;
using Tollama.Core.Errors;
using Tollama.Daemon.Http;

namespace Tollama.ArchitectureTests.Documents;

public sealed class ErrorPageTests
{
    private static readonly MarkdownPage Page = MarkdownPage.All.Single(page => page.Path == "docs/errors.md");

    [Fact]
    public void Every_error_code_has_a_section_with_its_status() => Faults(Page).ShouldBeEmpty();

    [Fact]
    public void No_section_is_about_a_code_that_is_gone() =>
        Page.Headings().Where(heading => !heading.Any(char.IsAsciiLetterLower) && ErrorCodeNames.FromWireName(heading) is null).ShouldBeEmpty();

    [Fact]
    public void A_missing_section_and_a_wrong_status_are_found()
    {
        string wrong = Page.Text.Replace("## QUEUE_FULL\n", "## Something else\n", StringComparison.Ordinal).Replace("Status: 404", "Status: 410", StringComparison.Ordinal);
        string[] faults = [.. Faults(Page with { Text = wrong })];
        faults.ShouldContain("QUEUE_FULL has no section");
        faults.ShouldContain("MODEL_NOT_FOUND does not say 'Status: 404'");
    }

    private static IEnumerable<string> Faults(MarkdownPage page)
    {
        HashSet<string> headings = [.. page.Headings()];
        foreach (ErrorCode code in Enum.GetValues<ErrorCode>())
        {
            string name = code.ToWireName();
            string status = "Status: " + StatusOf(code);
            if (!headings.Contains(name))
            {
                yield return $"{name} has no section";
            }
            else if (!page.Section(name).Split('\n').Contains(status))
            {
                yield return $"{name} does not say '{status}'";
            }
        }
    }

    // The one code that never comes from a daemon.
    private static string StatusOf(ErrorCode code) =>
        code == ErrorCode.DaemonUnreachable ? "none" : HttpStatus.Of(code).ToString(CultureInfo.InvariantCulture);
}

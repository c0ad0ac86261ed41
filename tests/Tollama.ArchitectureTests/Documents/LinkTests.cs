namespace Tollama.ArchitectureTests.Documents;

public sealed class LinkTests
{
    [Fact]
    public void Relative_links_lead_somewhere()
    {
        MarkdownPage.All.Count.ShouldBeGreaterThan(10);
        MarkdownPage.All.SelectMany(Broken).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("see [this](no-such-page.md)", "docs/page.md: no-such-page.md")]
    [InlineData("see [`code`](../NO.md)", "docs/page.md: ../NO.md")]
    [InlineData("see [errors](errors.md#no_such_heading)", "docs/page.md: errors.md#no_such_heading")]
    public void A_broken_link_is_found(string text, string complaint) => Broken(new MarkdownPage("docs/page.md", text)).ShouldBe([complaint]);

    [Theory]
    [InlineData("[errors](errors.md#model_not_found), [readme](../README.md), [web](https://example.org/x.md)")]
    [InlineData("`[not](a-link.md)` and\n\n```text\n[not](one.md)\n```\n")]
    public void What_leads_somewhere_or_is_code_is_fine(string text) => Broken(new MarkdownPage("docs/page.md", text)).ShouldBeEmpty();

    [Fact]
    public void The_index_links_every_decision()
    {
        MarkdownPage index = MarkdownPage.All.Single(page => page.Path == "docs/index.md");
        Repository.Files("docs/adr", ".md").Except(index.RelativeLinks().Select(link => $"docs/{link}")).ShouldBeEmpty();
    }

    private static IEnumerable<string> Broken(MarkdownPage page) => page.RelativeLinks().Where(link => !Resolves(page, link)).Select(link => $"{page.Path}: {link}");

    private static bool Resolves(MarkdownPage page, string link)
    {
        string[] parts = link.Split('#', 2);
        string folder = Path.GetDirectoryName(page.Path) ?? "";
        string target = parts[0].Length == 0 ? page.Path : Path.GetRelativePath(Repository.Root, Path.Join(Repository.Root, folder, parts[0])).Replace('\\', '/');
        string file = Path.Join(Repository.Root, target);
        if (!Path.Exists(file) && target != page.Path)
        {
            return false;
        }

        return parts.Length == 1 || new MarkdownPage(target, target == page.Path ? page.Text : File.ReadAllText(file)).Headings().Select(Anchor).Contains(parts[1]);
    }

    // As GitHub makes them.
    private static string Anchor(string heading) =>
        string.Concat(heading.ToLowerInvariant().Where(character => char.IsLetterOrDigit(character) || character is ' ' or '-' or '_')).Replace(' ', '-');
}

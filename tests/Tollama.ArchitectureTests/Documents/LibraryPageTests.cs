namespace Tollama.ArchitectureTests.Documents;

public sealed class LibraryPageTests
{
    [Fact]
    public void The_program_on_the_page_is_the_one_in_the_examples() =>
        MarkdownPage.All.Single(page => page.Path == "docs/library.md").Blocks("csharp")
            .ShouldBe([Repository.Read("examples/library/Program.cs"), Repository.Read("examples/library/MedianModel.cs"), Repository.Read("examples/library/LastYearNetwork.cs")]);
}

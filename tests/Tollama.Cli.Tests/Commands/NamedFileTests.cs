namespace Tollama.Cli.Tests.Commands;

/// <summary>Files that are named wrongly are answered with the right name.</summary>
public sealed class NamedFileTests : CliFixture
{
    [Theory]
    [InlineData("run", "theta")]
    [InlineData("inspect")]
    public async Task A_folder_is_called_a_folder(params string[] verb)
    {
        string folder = Directory.CreateDirectory(Path.Combine(Folder, "data")).FullName;

        (await RunAsync([.. verb, folder])).ShouldBe(ExitCodes.Usage);
        Terminal.Errors.ShouldBe($"Error: '{folder}' is a folder, not a file\nHint: name a file of data\n");

        Terminal = new TestTerminal();
        string inside = WriteFile(Path.Combine("data", "sales.csv"), "ds,y\n2025-01-01,1\n");
        (await RunAsync([.. verb, folder])).ShouldBe(ExitCodes.Usage);
        Terminal.Errors.ShouldContain($"Hint: name a file in it, such as '{inside}'");
    }

    [Theory]
    [InlineData("run", "theta")]
    [InlineData("inspect")]
    public async Task A_file_that_does_not_exist_is_answered_with_the_nearest_of_its_folder(params string[] verb)
    {
        string sales = WriteFile("sales.csv", "ds,y\n2025-01-01,1\n");

        (await RunAsync([.. verb, Path.Combine(Folder, "sales.cvs")])).ShouldBe(ExitCodes.Usage);
        Terminal.Errors.ShouldContain($"Hint: did you mean '{sales}'?");

        Terminal = new TestTerminal();
        (await RunAsync([.. verb, Path.Combine(Folder, "nowhere", "sales.csv")])).ShouldBe(ExitCodes.Usage);
        Terminal.Errors.ShouldContain("name an existing file");
    }

    [Fact]
    public async Task A_modelfile_is_looked_for_alike()
    {
        string path = WriteFile("Modelfile", "FROM theta\n");

        (await RunAsync("create", "my", "-f", path[..^1])).ShouldBe(ExitCodes.Usage);
        Terminal.Errors.ShouldContain($"Hint: did you mean '{path}'?");

        Terminal = new TestTerminal();
        (await RunAsync("create", "my", "-f", Folder)).ShouldBe(ExitCodes.Usage);
        Terminal.Errors.ShouldContain($"'{Folder}' is a folder, not a Modelfile");
    }
}

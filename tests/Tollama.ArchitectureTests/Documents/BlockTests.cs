using System.Diagnostics;
using System.Text.Json;

namespace Tollama.ArchitectureTests.Documents;

public sealed class BlockTests
{
    [Fact]
    public void Json_blocks_are_json() => Faults("json", IsJson).ShouldBeEmpty();

    [Fact]
    public void Shell_blocks_are_shell()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "bash checks them");
        Faults("bash", IsBash).Concat(Faults("sh", IsBash)).ShouldBeEmpty();
    }

    [Fact]
    public void Example_files_are_what_they_are_called()
    {
        Repository.Files("examples", ".json").Where(path => !IsJson(Repository.Read(path))).ShouldBeEmpty();
        Assert.SkipWhen(OperatingSystem.IsWindows(), "bash checks the scripts");
        Repository.Files("examples", ".sh").Where(path => !IsBash(Repository.Read(path))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("{\"a\": 1}", true)]
    [InlineData("{\"a\": 1}\n{\"a\": 2}\n", true)]
    [InlineData("{\"a\": 1,}", false)]
    [InlineData("{\"a\": …}", false)]
    public void Json_may_be_one_document_or_one_a_line(string text, bool expected) => IsJson(text).ShouldBe(expected);

    [Fact]
    public void Broken_shell_is_found()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "bash checks it");
        IsBash("echo 'open").ShouldBeFalse();
        IsBash("echo closed").ShouldBeTrue();
    }

    private static IEnumerable<string> Faults(string language, Func<string, bool> isRight) =>
        MarkdownPage.All.SelectMany(page => page.Blocks(language).Where(block => !isRight(block)).Select(block => $"{page.Path}:\n{block}"));

    private static bool IsJson(string text) => IsDocument(text) || text.Split('\n', StringSplitOptions.RemoveEmptyEntries).All(IsDocument);

    private static bool IsDocument(string text)
    {
        try
        {
            JsonDocument.Parse(text).Dispose();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsBash(string script)
    {
        using Process bash = Process.Start(new ProcessStartInfo("bash", ["-n"]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardError = true })!;
        bash.StandardInput.Write(script.ReplaceLineEndings("\n"));
        bash.StandardInput.Close();
        bash.StandardError.ReadToEnd();
        bash.WaitForExit();
        return bash.ExitCode == 0;
    }
}

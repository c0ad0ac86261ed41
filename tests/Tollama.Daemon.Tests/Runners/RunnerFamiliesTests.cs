using Tollama.Core.Errors;
using Tollama.Daemon.Runners;

namespace Tollama.Daemon.Tests.Runners;

public sealed class RunnerFamiliesTests : IDisposable
{
    private static readonly Dictionary<string, string> Environment = new() { ["PATH"] = "/bin" };
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    [Fact]
    public void Built_in_families_are_served_by_the_runner_beside_the_program()
    {
        string executable = Path.Join(_folder.FullName, OperatingSystem.IsWindows() ? "tollama-runner.exe" : "tollama-runner");
        File.WriteAllText(executable, "");

        RunnerFamily family = new RunnerFamilies(_folder.FullName, Environment, []).Get("stats");

        family.Exclusive.ShouldBeFalse();
        family.Launch.FileName.ShouldBe(executable);
        family.Launch.Arguments.ShouldBeEmpty();
        family.Launch.Environment.ShouldBeSameAs(Environment);
    }

    [Fact]
    public void Where_only_the_library_is_the_runtime_starts_it()
    {
        string library = Path.Join(_folder.FullName, "tollama-runner.dll");
        File.WriteAllText(library, "");

        RunnerLaunch launch = new RunnerFamilies(_folder.FullName, Environment, []).Get("mock").Launch;

        launch.FileName.ShouldBe("dotnet");
        launch.Arguments.ShouldBe([library]);
    }

    [Fact]
    public void Third_party_families_are_served_by_their_command()
    {
        RunnerDefinition definition = new() { Family = "last-value", Command = ["python3", "runner.py", "--fast"], Exclusive = true };

        RunnerFamilies families = new(_folder.FullName, Environment, [definition]);

        RunnerFamily family = families.Get("last-value");
        family.Exclusive.ShouldBeTrue();
        family.Launch.FileName.ShouldBe("python3");
        family.Launch.Arguments.ShouldBe(["runner.py", "--fast"]);
        families.Definitions.ShouldBe([definition]);
    }

    [Fact]
    public void An_unknown_family_is_an_error_that_says_which_there_are()
    {
        TollamaException error = Should.Throw<TollamaException>(() => new RunnerFamilies(_folder.FullName, Environment, []).Get("oracle"));

        error.Code.ShouldBe(ErrorCode.NotImplemented);
        error.Message.ShouldBe("No runner serves models of family 'oracle'; there are: chronos-2, chronos-bolt, mock, stats, timesfm, toto2, ttm.");
    }

    public void Dispose() => _folder.Delete(recursive: true);
}

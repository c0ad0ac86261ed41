using Tollama.Core.Errors;
using Tollama.Daemon.Runners;
using Tollama.Store;

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

        RunnerFamily family = new RunnerFamilies(_folder.FullName, Environment, RunnerDefinitions.None).Get("stats");

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

        RunnerLaunch launch = new RunnerFamilies(_folder.FullName, Environment, RunnerDefinitions.None).Get("mock").Launch;

        launch.FileName.ShouldBe("dotnet");
        launch.Arguments.ShouldBe([library]);
    }

    [Fact]
    public void Third_party_families_are_served_by_their_command()
    {
        RunnerDefinition definition = new() { Family = "last-value", Command = ["python3", "runner.py", "--fast"], Exclusive = true };

        RunnerFamilies families = new(_folder.FullName, Environment, RunnerDefinitions.None with { All = [definition] });

        RunnerFamily family = families.Get("last-value");
        family.Exclusive.ShouldBeTrue();
        family.Launch.FileName.ShouldBe("python3");
        family.Launch.Arguments.ShouldBe(["runner.py", "--fast"]);
        families.Definitions.All.ShouldBe([definition]);
        family.Launch.MustBeTrusted.ShouldBeTrue();
    }

    [Fact]
    public void An_unknown_family_is_an_error_that_says_which_there_are()
    {
        TollamaException error = Should.Throw<TollamaException>(() => new RunnerFamilies(_folder.FullName, Environment, RunnerDefinitions.None).Get("oracle"));

        error.Code.ShouldBe(ErrorCode.NotImplemented);
        error.Message.ShouldBe("No runner serves models of family 'oracle'; there are: chronos-2, chronos-bolt, mock, stats, timesfm, toto2, ttm.");
    }

    [Fact]
    public void A_family_whose_runner_is_not_trusted_says_why_and_what_helps()
    {
        Dictionary<string, FileFault> refused = new() { ["pwn"] = new FileFault("'/x/pwn.json' may be written by others", "run: chmod go-w '/x/pwn.json'") };

        RunnerFamilies families = new(_folder.FullName, Environment, RunnerDefinitions.None with { Refused = refused });

        families.Find("pwn").ShouldBeNull();
        TollamaException error = Should.Throw<TollamaException>(() => families.Get("pwn"));
        error.Code.ShouldBe(ErrorCode.NotImplemented);
        error.Message.ShouldBe("The runner of family 'pwn' is described but not trusted: '/x/pwn.json' may be written by others.");
        error.Hint.ShouldBe("run: chmod go-w '/x/pwn.json'. Then restart the daemon.");
    }

    public void Dispose() => _folder.Delete(recursive: true);
}

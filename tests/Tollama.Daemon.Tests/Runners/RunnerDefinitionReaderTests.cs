using Tollama.Daemon.Hosting;
using Tollama.Daemon.Runners;
using Tollama.Store;
using Tollama.Testing.Files;

namespace Tollama.Daemon.Tests.Runners;

public sealed class RunnerDefinitionReaderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();
    private readonly RecordingLogger _logger = new();

    [Fact]
    public void A_definition_is_read_with_its_models()
    {
        Write("last-value.json", """
            {
              // by hand
              "family": "last-value", "command": ["python3", "/opt/last_value_runner.py"], "exclusive": true,
              "models": [{"name": "last-value", "description": "Repeats", "license": "MIT"},],
            }
            """);

        RunnerDefinition definition = Read().ShouldHaveSingleItem();

        definition.Family.ShouldBe("last-value");
        definition.Command.ShouldBe(["python3", "/opt/last_value_runner.py"]);
        definition.Exclusive.ShouldBeTrue();
        definition.Models.ShouldHaveSingleItem().ShouldBe(new RunnerDefinitionModel { Name = "last-value", Description = "Repeats", License = "MIT" });
        _logger.Text.ShouldBeEmpty();
    }

    [Fact]
    public void A_model_may_say_what_it_can_do()
    {
        Write("x.json", """{"family":"x","command":["a"],"models":[{"name":"m","capabilities":["forecast","future_covariates"]}]}""");

        RunnerDefinition definition = Read().ShouldHaveSingleItem();

        RunnerModels.Entries([definition]).ShouldHaveSingleItem().Capabilities.ShouldBe(["forecast", "future_covariates"]);
        RunnerModels.Entries([definition with { Models = [new RunnerDefinitionModel { Name = "m" }] }]).ShouldHaveSingleItem().Capabilities.ShouldBe(["forecast", "quantiles"]);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("null")]
    [InlineData("""{"family":"x"}""")]
    [InlineData("""{"family":null,"command":["a"]}""")]
    [InlineData("""{"family":"x","command":[]}""")]
    [InlineData("""{"family":"x","command":["a"," "]}""")]
    [InlineData("""{"family":"x","command":["a",null]}""")]
    [InlineData("""{"family":"y","command":["a"]}""")]
    [InlineData("""{"family":"x","command":["a"],"command":["b"]}""")]
    [InlineData("""{"family":"x","command":["a"],"models":[{"name":"m"},{"name":"M"}]}""")]
    [InlineData("""{"family":"x","command":["a"],"models":[{"name":"theta"}]}""")]
    [InlineData("""{"family":"x","command":["a"],"exklusive":true}""")]
    [InlineData("""{"family":"x","command":["a"],"models":[{"name":""}]}""")]
    [InlineData("""{"family":"x","command":["a"],"models":[null]}""")]
    [InlineData("""{"family":"x","command":["a"],"models":[{"name":"m","capabilities":[null]}]}""")]
    public void A_broken_definition_is_a_warning_and_the_others_are_read(string json)
    {
        Write("x.json", json);
        Write("good.json", """{"family":"good","command":["a"]}""");

        Read().ShouldHaveSingleItem().Family.ShouldBe("good");

        _logger.Text.ShouldStartWith("Warning 2013");
        _logger.Text.ShouldContain("x.json");
    }

    [Fact]
    public void A_built_in_family_cannot_be_replaced()
    {
        Write("stats.json", """{"family":"stats","command":["a"]}""");

        Read().ShouldBeEmpty();
        _logger.Text.ShouldContain("built in");
    }

    [Fact]
    public void No_folder_means_no_definitions() =>
        RunnerDefinitionReader.ReadAll(Path.Join(_folder.FullName, "none"), TestPrograms.Environment, _logger).All.ShouldBeEmpty();

    [Fact]
    public void A_definition_that_others_may_write_is_refused_and_said_with_the_remedy()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes");
        string path = Write("x.json", """{"family":"x","command":["a"]}""");
        Write("good.json", """{"family":"good","command":["a"]}""");
        FileModes.Set(path, "666");

        Read().ShouldHaveSingleItem().Family.ShouldBe("good");

        ReadAll().Refused["x"].Remedy.ShouldBe($"run: chmod go-w '{path}'");
        _logger.Text.ShouldContain("Warning 2018");
        _logger.Text.ShouldContain($"'{path}' may be written by others than its owner");
        _logger.Text.ShouldContain("(mode 0666)");
    }

    [Fact]
    public void In_a_folder_that_others_may_write_no_definition_is_read()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes");
        Write("x.json", """{"family":"x","command":["a"]}""");
        FileModes.Set(_folder.FullName, "1777");

        Read().ShouldBeEmpty();

        ReadAll().Refused["x"].Reason.ShouldContain($"'{_folder.FullName}' may be written by others", Case.Sensitive, "sticky or not: whoever may add a file here may add a runner");
    }

    [Fact]
    public void A_program_or_a_script_that_others_may_write_is_not_run()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes");
        string script = Write("runner.py", "");
        FileModes.Set(script, "775");
        Write("program.json", $$"""{"family":"program","command":["{{script}}"]}""");
        Write("script.json", $$"""{"family":"script","command":["sh","{{script}}"]}""");

        Read().ShouldBeEmpty();

        RunnerDefinitions definitions = ReadAll();
        definitions.Refused["program"].Reason.ShouldContain(script);
        definitions.Refused["script"].Reason.ShouldContain("(mode 0775)");
    }

    [Fact]
    public void A_definition_of_another_user_is_refused()
    {
        Assert.SkipUnless(OtherUsers.CanHaveFiles, "only root can give a file to another user");
        string path = Write("x.json", """{"family":"x","command":["a"]}""");
        OtherUsers.GiveAway(path);

        Read().ShouldBeEmpty();

        FileFault fault = ReadAll().Refused["x"];
        fault.Reason.ShouldBe($"'{path}' belongs to user {OtherUsers.Nobody} (mode 0644), not to user 0, as whom the daemon runs, or root");
        fault.Remedy.ShouldBe($"if you trust it: chown 0 '{path}'");
    }

    [Theory(Timeout = 60_000)]
    [InlineData("pipe")]
    [InlineData("socket")]
    [InlineData("endless")]
    [InlineData("folder")]
    public async Task What_is_no_file_is_passed_over(string kind)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such files");
        StrangeFiles.Make(kind, Path.Join(_folder.FullName, "strange.json"));
        Write("good.json", """{"family":"good","command":["a"]}""");

        (await Task.Run(Read, TestContext.Current.CancellationToken)).ShouldHaveSingleItem().Family.ShouldBe("good");
    }

    [Fact]
    public void A_definition_of_thirty_megabytes_is_not_read()
    {
        Write("blank.json", new string(' ', 30_000_000) + """{"family":"blank","command":["a"]}""");

        Read().ShouldBeEmpty();

        _logger.Text.ShouldContain("it has 30000034 bytes, more than 1048576");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private IReadOnlyList<RunnerDefinition> Read() => ReadAll().All;

    private RunnerDefinitions ReadAll() => RunnerDefinitionReader.ReadAll(_folder.FullName, TestPrograms.Environment, _logger, name => name == "theta");

    private string Write(string name, string json)
    {
        string path = Path.Join(_folder.FullName, name);
        File.WriteAllText(path, json);
        FileModes.Set(path, "644");
        return path;
    }
}

using Tollama.Daemon.Hosting;
using Tollama.Daemon.Runners;

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

        RunnerDefinition definition = RunnerDefinitionReader.ReadAll(_folder.FullName, _logger).ShouldHaveSingleItem();

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

        RunnerDefinition definition = RunnerDefinitionReader.ReadAll(_folder.FullName, _logger).ShouldHaveSingleItem();

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
    [InlineData("""{"family":"x","command":["a"],"exklusive":true}""")]
    [InlineData("""{"family":"x","command":["a"],"models":[{"name":""}]}""")]
    [InlineData("""{"family":"x","command":["a"],"models":[null]}""")]
    [InlineData("""{"family":"x","command":["a"],"models":[{"name":"m","capabilities":[null]}]}""")]
    public void A_broken_definition_is_a_warning_and_the_others_are_read(string json)
    {
        Write("x.json", json);
        Write("good.json", """{"family":"good","command":["a"]}""");

        RunnerDefinitionReader.ReadAll(_folder.FullName, _logger).ShouldHaveSingleItem().Family.ShouldBe("good");

        _logger.Text.ShouldStartWith("Warning 2013");
        _logger.Text.ShouldContain("x.json");
    }

    [Fact]
    public void A_built_in_family_cannot_be_replaced()
    {
        Write("stats.json", """{"family":"stats","command":["a"]}""");

        RunnerDefinitionReader.ReadAll(_folder.FullName, _logger).ShouldBeEmpty();
        _logger.Text.ShouldContain("built in");
    }

    [Fact]
    public void No_folder_means_no_definitions() =>
        RunnerDefinitionReader.ReadAll(Path.Join(_folder.FullName, "none"), _logger).ShouldBeEmpty();

    public void Dispose() => _folder.Delete(recursive: true);

    private void Write(string name, string json) => File.WriteAllText(Path.Join(_folder.FullName, name), json);
}

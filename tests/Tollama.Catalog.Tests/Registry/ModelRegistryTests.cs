using System.Globalization;
using System.Text;
using Tollama.Core.Api;
using Tollama.Core.Errors;

namespace Tollama.Catalog.Tests;

public sealed class ModelRegistryTests
{
    private static readonly ModelRegistry Embedded = ModelRegistry.LoadEmbedded();

    [Fact]
    public void Names_and_other_names_are_all_different()
    {
        string[] names = [.. Embedded.Cards.SelectMany(entry => entry.Aliases.Prepend(entry.Name))];
        names.Length.ShouldBe(names.Select(ModelName.Parse).Distinct().Count());
        Embedded.Names.Count().ShouldBe(names.Length);
    }

    [Fact]
    public void Names_are_written_in_their_shortest_form() =>
        Embedded.Cards.ShouldAllBe(entry => entry.Name == ModelName.Parse(entry.Name).Short);

    [Fact]
    public void Every_entry_says_what_it_is()
    {
        foreach (ModelCard entry in Embedded.Cards)
        {
            entry.Family.ShouldNotBeEmpty(entry.Name);
            entry.Variant.ShouldNotBeNullOrEmpty(entry.Name);
            entry.Description.ShouldNotBeNullOrEmpty(entry.Name);
            entry.License.Type.ShouldNotBeEmpty(entry.Name);
            entry.Capabilities.ShouldContain("forecast", entry.Name);
            entry.Capabilities.Contains("quantiles").ShouldBe(entry.QuantileLevels is not { Count: 0 }, entry.Name);
            (entry.QuantileLevels ?? []).ShouldBe((entry.QuantileLevels ?? []).Order());
        }
    }

    [Fact]
    public void Every_model_of_a_hub_names_its_repository_revision_and_files()
    {
        foreach (ModelCard entry in Embedded.Cards.Where(entry => !entry.IsLocal))
        {
            entry.Source.RepoId!.Split('/').Length.ShouldBe(2, entry.Name);
            entry.Source.Revision.ShouldNotBeNullOrEmpty(entry.Name);
            entry.Architecture.ShouldNotBeNullOrEmpty(entry.Name);
            entry.ContextLength.ShouldNotBeNull(entry.Name);
            entry.Files.ShouldBe(["config.json", "model.safetensors"]);
        }

        Embedded.Cards.Where(entry => !entry.IsLocal).Select(entry => (entry.Source.RepoId, entry.Source.Revision)).ShouldBeUnique();
    }

    [Fact]
    public void Bundled_models_have_a_version_in_their_name_and_the_digests_of_their_files()
    {
        ModelCard[] bundled = [.. Embedded.Cards.Where(entry => entry.IsBundled)];
        bundled.ShouldNotBeEmpty();
        foreach (ModelCard entry in bundled)
        {
            int.TryParse(entry.ModelName.Tag, NumberStyles.None, CultureInfo.InvariantCulture, out _).ShouldBeTrue(entry.Name);
            entry.Variant.ShouldBe(entry.Name);
            entry.BundledFolder.ShouldBe(Path.Combine(entry.ModelName.Model, entry.ModelName.Tag));
            entry.Digests.Keys.ShouldBe(["config.json", "model.safetensors"], ignoreOrder: true);
            entry.IsLocal.ShouldBeTrue();
            entry.Size.ShouldNotBeNull();
        }
    }

    [Fact]
    public void Built_in_models_have_their_name_for_a_variant_and_no_files()
    {
        ModelCard[] builtIn = [.. Embedded.Cards.Where(entry => entry.IsLocal && !entry.IsBundled)];
        builtIn.Select(entry => entry.Family).Distinct().ShouldBe(["mock", "stats"], ignoreOrder: true);
        builtIn.ShouldAllBe(entry => entry.Variant == entry.Name && (entry.Files == null || entry.Files.Count == 0));
    }

    [Theory]
    [InlineData("chronos-bolt", "chronos-bolt:small")]
    [InlineData("chronos-bolt:latest", "chronos-bolt:small")]
    [InlineData("Chronos-Bolt:TINY", "chronos-bolt:tiny")]
    [InlineData("amazon/chronos-bolt-base", "chronos-bolt:base")]
    [InlineData("chronos2", "chronos-2")]
    [InlineData("timesfm2p5", "timesfm:2.5")]
    [InlineData("timesfm", "timesfm:2.5")]
    [InlineData("granite-ttm-r2", "ttm:r2-512-96")]
    [InlineData("toto2", "toto2:22m")]
    [InlineData("auto:fast", "auto:fast")]
    [InlineData("tollama-tiny", "tollama-tiny:1")]
    [InlineData("unheard-of", "unheard-of")]
    public void Other_names_lead_to_the_name(string name, string canonical) =>
        Embedded.Resolve(ModelName.Parse(name)).Short.ShouldBe(canonical);

    [Fact]
    public void The_facts_of_a_foundation_model_are_known()
    {
        ModelCard entry = Embedded.Find(ModelName.Parse("chronos-2"))!;
        entry.Source.RepoId.ShouldBe("amazon/chronos-2");
        entry.License.Type.ShouldBe("Apache-2.0");
        entry.ParameterCount.ShouldBe(119_477_664);
        entry.ContextLength.ShouldBe(8192);
        entry.MaxHorizon.ShouldBe(1024);
        entry.QuantileLevels!.Count.ShouldBe(21);
        entry.Capabilities.ShouldContain("future_covariates");
        Embedded.Find(ModelName.Parse("moirai1p1-base")).ShouldBeNull();
    }

    [Fact]
    public void Every_statistical_model_says_what_it_costs_and_no_other()
    {
        foreach (ModelCard entry in Embedded.Cards)
        {
            (entry.Cost is { PerSeries: > 0, PerValue: > 0 }).ShouldBe(entry.Family == "stats", entry.Name);
        }

        ForecastCost naive = Embedded.Find(ModelName.Parse("naive"))!.Cost!, best = Embedded.Find(ModelName.Parse("auto:best"))!.Cost!;
        (best.PerValue / naive.PerValue).ShouldBeGreaterThan(1000);
    }

    [Theory]
    [InlineData("thteta", "theta")]
    [InlineData("chronos", "chronos-2")]
    [InlineData("seasonal_naive", "seasonal-naive")]
    [InlineData("TIMESFM2.5", "timesfm-2.5")]
    public void The_nearest_name_comes_first(string name, string nearest) => Embedded.Nearest(name, 3)[0].ShouldBe(nearest);

    [Fact]
    public void What_is_like_nothing_has_no_nearest_name()
    {
        Embedded.Nearest("wxyzwxyzwxyz", 3).ShouldBeEmpty();
        Embedded.Nearest("", 3).ShouldBeEmpty();
        Embedded.Nearest(new string('a', 100_000), 3).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("theta", "theta", 0)]
    [InlineData("thtea", "theta", 1)]
    [InlineData("theto", "theta", 1)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("", "abc", 3)]
    public void Distances_count_edits(string left, string right, int distance) => NearestName.Distance(left, right).ShouldBe(distance);

    [Fact]
    public void The_users_file_adds_and_overrides()
    {
        byte[] json =
            """
            {
              // People write comments.
              "models": [
                {"name": "theta", "family": "mine", "source": {"type": "runner"}, "license": {"type": "MIT"}},
                {"name": "my-model", "aliases": ["mm"], "family": "mine", "source": {"type": "runner"}, "license": {"type": "MIT"}},
              ]
            }
            """u8.ToArray();
        ModelRegistry merged = Embedded.With(json, "a file");
        merged.Warnings.ShouldBeEmpty();
        merged.Find(ModelName.Parse("theta"))!.Family.ShouldBe("mine");
        merged.Find(ModelName.Parse("mm"))!.Name.ShouldBe("my-model");
        merged.Cards.Count.ShouldBe(Embedded.Cards.Count + 1);
        Embedded.Find(ModelName.Parse("theta"))!.Family.ShouldBe("stats");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"models": null}""")]
    [InlineData("""{"models": [{"name": "x"}]}""")]
    public void A_broken_file_is_a_warning(string content)
    {
        ModelRegistry merged = Embedded.With(Encoding.UTF8.GetBytes(content), "registry.json");
        merged.Cards.ShouldBe(Embedded.Cards);
        merged.Warnings.ShouldHaveSingleItem().ShouldContain("registry.json");
    }

    [Theory]
    [InlineData("../x", "builtin", "", "not a model name")]
    [InlineData("x", "ftp", "", "unknown source 'ftp'")]
    [InlineData("x", "huggingface", "", "no hub repository")]
    [InlineData("x", "builtin", ""","aliases":["a b"]""", "alias")]
    [InlineData("x", "builtin", ""","aliases":[null]""", "empty item")]
    [InlineData("x", "builtin", ""","options":["speed"]""", "unknown option 'speed'")]
    [InlineData("x", "builtin", ""","context_length":0""", "not positive")]
    [InlineData("x", "builtin", ""","quantile_levels":[1.5]""", "quantile level")]
    [InlineData("x", "builtin", ""","cost":{"per_series":-1,"per_value":0}""", "a cost")]
    [InlineData("x", "builtin", ""","cost":{"per_series":1,"per_value":1e999}""", "a cost")]
    [InlineData("x:1", "bundled", "", "does not name its config.json")]
    [InlineData("x:1", "bundled", ""","digests":{"config.json":"sha256:00"}""", "no sha256 of its file 'config.json'")]
    [InlineData("x:1", "bundled", ""","digests":{"config.json":null}""", "no sha256 of its file 'config.json'")]
    [InlineData("x:1", "bundled", ""","digests":{"config.json":"sha256:47ef7fe4205b0f466070633ba118035092d325d56e8db5cfaf28b5fe50ab09b0","../a":"sha256:00"}""", "no sha256 of its file '../a'")]
    public void A_broken_entry_is_left_out_and_the_others_stay(string name, string source, string more, string reason)
    {
        string json = $$"""
            {"models":[{"name":"{{name}}","family":"f","source":{"type":"{{source}}"},"license":{"type":"MIT"}{{more}}},
            {"name":"fine","family":"f","source":{"type":"builtin"},"license":{"type":"MIT"} }]}
            """;
        ModelRegistry merged = ModelRegistry.Empty.With(Encoding.UTF8.GetBytes(json), "a test");
        merged.Cards.ShouldHaveSingleItem().Name.ShouldBe("fine");
        merged.Warnings.ShouldHaveSingleItem().ShouldContain(reason);
    }

    [Fact]
    public void Models_of_other_runners_can_be_added()
    {
        ModelCard entry = new()
        {
            Name = "arima",
            Aliases = ["theta"],
            Family = "third-party",
            Source = new ModelSource { Type = "runner" },
            License = new LicenseInfo { Type = "MIT" },
        };
        ModelRegistry merged = Embedded.With([entry]);
        merged.Find(ModelName.Parse("arima")).ShouldBe(entry);
        merged.Find(ModelName.Parse("theta"))!.Family.ShouldBe("stats", "an alias never takes another entry's name");
    }
}

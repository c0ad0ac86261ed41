using System.Text.Json;
using System.Text.Json.Nodes;
using Tollama.Core.Api;

namespace Tollama.Catalog.Tests;

public sealed class OptionTableTests
{
    private static readonly ModelRegistry Registry = ModelRegistry.LoadEmbedded();

    [Fact]
    public void Every_entry_is_used()
    {
        IEnumerable<ModelOption> used = Registry.Cards.SelectMany(card => Registry.OptionsOf(card.Family, card.Variant));
        OptionTable.All.Select(entry => entry.ToOption()).Except(used).ShouldBeEmpty();
    }

    [Fact]
    public void Entries_are_for_models_and_families_that_exist() =>
        OptionTable.All.SelectMany(entry => entry.Of)
            .Except(Registry.Cards.Select(card => card.FullVariant)).Except(Families.All.Select(family => family.Name)).ShouldBeEmpty();

    [Fact]
    public void No_two_entries_of_a_name_are_for_the_same()
    {
        foreach (IGrouping<string, DeclaredOption> entries in OptionTable.All.GroupBy(entry => entry.Name))
        {
            entries.SelectMany(entry => entry.Of.DefaultIfEmpty("all")).ShouldBeUnique(entries.Key);
        }
    }

    [Fact]
    public void Every_entry_has_what_its_kind_needs()
    {
        foreach (DeclaredOption entry in OptionTable.All)
        {
            OptionKinds.All.ShouldContain(entry.Kind, entry.Name);
            (entry.Choices is not null).ShouldBe(entry.Kind == OptionKinds.Choice, entry.Name);
            (entry.Lowest is not null).ShouldBe(IsNumber(entry.Kind), entry.Name);
            (entry.Highest is null or >= 0 && (entry.Highest is null || IsNumber(entry.Kind))).ShouldBeTrue(entry.Name);
            entry.Default.ShouldNotBeNull(entry.Name);
            entry.Description.ShouldEndWith(".", customMessage: entry.Name);
        }
    }

    [Fact]
    public void A_choice_has_one_of_its_words_for_a_default() =>
        OptionTable.All.Where(entry => entry.Kind == OptionKinds.Choice)
            .ShouldAllBe(entry => entry.Choices!.Contains(entry.Default!.GetValue<string>()));

    [Fact]
    public void A_model_means_what_its_own_entry_says()
    {
        Default("seasonal-window-average", "window").ShouldBe("2");
        Default("window-average", "window").ShouldContain("one season");
        Default("holt-winters", "damped").ShouldBe("false");
        Default("auto-ets", "damped").ShouldContain("chosen");
        Default("auto-arima", "covariate_regression").ShouldContain("off");
        Default("theta", "covariate_regression").ShouldContain("before");
    }

    [Fact]
    public void A_model_without_a_card_has_the_options_of_its_family() =>
        Registry.OptionsOf("chronos-2", "fine-tuned").Select(option => option.Name).ShouldBe(Families.Chronos2.Options);

    [Fact]
    public void A_family_that_another_program_runs_has_none() => Registry.OptionsOf("third-party", "x").ShouldBeEmpty();

    [Fact]
    public void What_a_manifest_sets_is_the_default()
    {
        ModelManifest manifest = new()
        {
            Name = "mine",
            Family = "stats",
            Variant = "theta",
            Source = new ModelSource { Type = "builtin" },
            InstalledAt = "2026-01-01T00:00:00Z",
            License = new LicenseInfo { Type = "MIT" },
            Options = new JsonObject { ["season_length"] = 24, ["horizon"] = 12 },
        };
        IReadOnlyList<ModelOption> options = Registry.OptionsOf(manifest);
        options.Single(option => option.Name == "season_length").Default!.GetValueKind().ShouldBe(JsonValueKind.Number);
        options.ShouldNotContain(option => option.Name == "horizon");
    }

    private static bool IsNumber(string kind) => kind is not (OptionKinds.Boolean or OptionKinds.Choice or OptionKinds.Text);

    private static string Default(string model, string option) =>
        Registry.OptionsOf("stats", model).Single(one => one.Name == option).Default!.ToJsonString();
}

namespace Tollama.Catalog.Tests;

public sealed class FamiliesTests
{
    private static readonly ModelRegistry Registry = ModelRegistry.LoadEmbedded();

    [Fact]
    public void Every_family_has_a_card_and_every_card_a_family() =>
        Registry.Cards.Select(card => card.Family).Distinct().ShouldBe(Families.All.Select(family => family.Name), ignoreOrder: true);

    [Fact]
    public void A_family_is_found_by_its_name_only()
    {
        foreach (ModelFamily family in Families.All)
        {
            Families.Find(family.Name).ShouldBeSameAs(family);
            Families.HasWeights(family.Name).ShouldBe(family.HasWeights);
        }

        Families.Find("Stats").ShouldBeNull();
        Families.Find(null).ShouldBeNull();
        Families.HasWeights("third-party").ShouldBeFalse();
    }

    [Fact]
    public void The_cards_of_families_with_weights_name_files() =>
        Registry.Cards.ShouldAllBe(card => Families.HasWeights(card.Family) == (card.Files != null || card.IsBundled));

    [Fact]
    public void Cards_promise_covariates_of_the_past_where_the_network_reads_them() =>
        Registry.Cards.ShouldAllBe(card =>
            Families.Find(card.Family)!.ReadsPastCovariates == card.Capabilities.Contains("past_covariates"));

    [Fact]
    public void The_families_that_may_answer_for_auto_come_by_accuracy()
    {
        Families.Ranked.Select(family => family.Name).ShouldBe(["chronos-2", "timesfm", "toto2", "chronos-bolt"]);
        Families.Ranked.Select(family => family.AutoRank!.Place).ShouldBe([1, 2, 3, 4]);
        Families.Ranked.ShouldAllBe(family => family.HasWeights);
    }

    [Fact]
    public void Only_auto_hands_over() =>
        Registry.Cards.Where(card => card.HandsOver).Select(card => card.Name).ShouldBe(["auto"]);

    [Fact]
    public void Models_clamp_by_default_where_their_option_says_so()
    {
        foreach (ModelFamily family in Families.All.Where(family => family.Options.Count > 0))
        {
            string standard = Registry.OptionsOf(family.Name, null).Single(option => option.Name == "non_negative").Default!.ToJsonString();
            standard.Contains("history", StringComparison.Ordinal).ShouldBe(family.ClampsByDefault, family.Name);
        }
    }
}

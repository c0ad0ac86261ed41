using Tollama.Catalog;
using Tollama.Core.Forecasting;
using Tollama.Stats;

namespace Tollama.ArchitectureTests.Documents;

/// <summary>What the family can load, what the registry lists, and what the pages describe, is the same.</summary>
public sealed class ModelPageTests
{
    private const string Index = "docs/index.md";

    private static readonly string[] ForAll = ["transforms.md", "covariates.md"];

    private static readonly ModelRegistry Registry = ModelRegistry.LoadEmbedded();

    private static readonly IReadOnlyList<ModelCard> Listed = [.. Registry.Cards.Where(entry => entry.Family == "stats")];

    private static readonly IReadOnlyList<MarkdownPage> Pages =
        [.. MarkdownPage.All.Where(page => page.Path.StartsWith("docs/models/", StringComparison.Ordinal))];

    [Fact]
    public void The_registry_lists_every_model_of_the_family_and_no_other()
    {
        Listed.Select(entry => entry.Name).Except(StatsFamily.ModelNames).ShouldBeEmpty();
        StatsFamily.ModelNames.Except(Listed.Select(entry => entry.Name)).ShouldBeEmpty();
    }

    [Fact]
    public void The_registry_promises_the_covariates_that_a_model_uses()
    {
        CovariateRegressionFamily family = new(new StatsFamily(TimeProvider.System), clampsByDefault: true);
        foreach (ModelCard entry in Listed)
        {
            IForecastModel model = family.Load(new ModelReference { Family = "stats", Model = entry.Variant! }, TestContext.Current.CancellationToken);
            entry.Capabilities.Contains("future_covariates").ShouldBe(model.Traits.Covariates.Future, entry.Name);
        }
    }

    [Fact]
    public void Every_model_has_a_page_that_names_it_in_its_title()
    {
        string[] titles = [.. Pages.SelectMany(page => page.Headings().First().Split(", "))];
        Registry.Cards.Select(TitleOf).Except(titles).ShouldBeEmpty();
    }

    [Fact]
    public void Every_option_of_a_card_is_on_its_page_or_on_one_of_those_for_all()
    {
        string common = string.Concat(Pages.Where(page => ForAll.Contains(Path.GetFileName(page.Path))).Select(page => page.Text));
        foreach (ModelCard card in Registry.Cards)
        {
            string page = Pages.Single(page => page.Headings().First().Split(", ").Contains(TitleOf(card))).Text;
            Registry.OptionsOf(card.Family, card.FullVariant).Select(option => option.Name)
                .Where(option => !(page + common).Contains($"`{option}`", StringComparison.Ordinal)).ShouldBeEmpty(card.Name);
        }
    }

    [Fact]
    public void The_index_links_every_page_of_a_model()
    {
        IEnumerable<string> links = MarkdownPage.All.Single(page => page.Path == Index).RelativeLinks().Select(link => $"docs/{link}");
        Pages.Select(page => page.Path).Except(links).ShouldBeEmpty();
    }

    private static string TitleOf(ModelCard card) => card.Name.Split(':')[0];
}

using System.Text.Json;
using Tollama.Core.Forecasting;
using Tollama.Core.Series;
using Tollama.Stats;
using Tollama.Store;

namespace Tollama.ArchitectureTests.Documents;

/// <summary>What the family can load, what the registry lists, and what the pages describe, is the same.</summary>
public sealed class ModelPageTests
{
    private const string Index = "docs/index.md";

    private static readonly IReadOnlyList<RegistryEntry> Listed = [.. ModelRegistry.LoadEmbedded().Entries.Where(entry => entry.Family == "stats")];

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
        foreach (RegistryEntry entry in Listed)
        {
            IForecastModel model = family.Load(new ModelReference { Family = "stats", Model = entry.Variant! }, TestContext.Current.CancellationToken);
            entry.Capabilities.Contains("future_covariates").ShouldBe(model.Traits.Covariates.Future, entry.Name);
        }
    }

    [Fact]
    public void Every_model_has_a_page_that_names_it_in_its_title()
    {
        string[] titles = [.. Pages.SelectMany(page => page.Headings().First().Split(", "))];
        StatsFamily.ModelNames.Select(name => name.Split(':')[0]).Except(titles).ShouldBeEmpty();
    }

    [Fact]
    public void Every_option_of_a_model_is_on_its_page_or_on_that_of_all()
    {
        string common = Pages.Single(page => page.Path.EndsWith("/transforms.md", StringComparison.Ordinal)).Text;
        foreach (string name in StatsFamily.ModelNames)
        {
            string page = Pages.Single(page => page.Headings().First().Split(", ").Contains(name.Split(':')[0])).Text;
            Options(name).Where(option => !(page + common).Contains($"`{option}`", StringComparison.Ordinal)).ShouldBeEmpty(name);
        }
    }

    [Fact]
    public void The_index_links_every_page_of_a_model()
    {
        IEnumerable<string> links = MarkdownPage.All.Single(page => page.Path == Index).RelativeLinks().Select(link => $"docs/{link}");
        Pages.Select(page => page.Path).Except(links).ShouldBeEmpty();
    }

    // A model names its options when it is given one that is like none of them.
    private static string[] Options(string model)
    {
        const string Lead = "Its options are ";
        ForecastTask task = new()
        {
            Panel = new Panel([new TimeSeries { Id = "a", Target = [1, 2] }], 1),
            Options = JsonDocument.Parse("""{"0123456789":1}""").RootElement,
        };
        string? hint = Should.Throw<Core.Errors.TollamaException>(() => new StatsFamily(TimeProvider.System)
            .Load(new ModelReference { Family = "stats", Model = model }, TestContext.Current.CancellationToken)
            .Forecast(task, null, TestContext.Current.CancellationToken)).Hint;
        return hint.ShouldNotBeNull().StartsWith(Lead, StringComparison.Ordinal) ? hint[Lead.Length..^1].Split(", ") : throw new InvalidOperationException(hint);
    }
}

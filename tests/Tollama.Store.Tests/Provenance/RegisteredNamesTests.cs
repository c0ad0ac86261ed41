using Tollama.Catalog;

namespace Tollama.Store.Tests.Provenance;

/// <summary>Another name of a registry's model means that model, whoever installs it.</summary>
public sealed class RegisteredNamesTests
{
    private static readonly RegisteredNames Names = new(ModelRegistry.LoadEmbedded());

    [Fact]
    public void Every_other_name_of_the_registry_leads_to_its_model()
    {
        ModelCard[] cards = [.. ModelRegistry.LoadEmbedded().Cards.Where(card => card.Aliases.Count > 0)];
        cards.ShouldNotBeEmpty();
        cards.ShouldAllBe(card => card.Aliases.All(alias => Names.Canonical(ModelName.Parse(alias)) == card.ModelName));
    }

    [Theory]
    [InlineData("my-model")]
    [InlineData("theta")]
    public void Any_other_name_stays_as_it_is(string name) => Names.Canonical(ModelName.Parse(name)).ShouldBe(ModelName.Parse(name));
}

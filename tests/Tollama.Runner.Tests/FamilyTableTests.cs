using Tollama.Catalog;
using Tollama.Core.Forecasting;

namespace Tollama.Runner.Tests;

public sealed class FamilyTableTests
{
    public static TheoryData<string> Names { get; } = [.. Families.All.Select(family => family.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_family_of_the_catalog_is_made_and_loads_a_model(string name)
    {
        LoadedFamily.Of(name).Name.ShouldBe(name);
        IForecastModel model = LoadedFamily.Load(name, "theta");
        (model.Traits.ResidentBytes > 0).ShouldBe(Families.HasWeights(name));
        model.Traits.Covariates.Past.ShouldBe(Families.Find(name)!.ReadsPastCovariates);
    }

    [Fact]
    public void Another_family_is_not_made() => Should.Throw<ArgumentOutOfRangeException>(() => LoadedFamily.Of("llama"));
}

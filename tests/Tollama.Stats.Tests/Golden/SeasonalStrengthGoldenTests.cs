namespace Tollama.Stats.Tests.Golden;

public sealed class SeasonalStrengthGoldenTests
{
    [Theory]
    [MemberData(nameof(RGolden.OwnIds), MemberType = typeof(RGolden))]
    [MemberData(nameof(RGolden.CompetitionIds), MemberType = typeof(RGolden))]
    public void The_number_of_seasonal_differences_equals_R(string id)
    {
        RGolden golden = RGolden.Load(id);
        SeasonalStrength.Differences(golden.Train, golden.Season).ShouldBe((int)golden.Number("diag", "nsdiffs_seas"));
    }
}

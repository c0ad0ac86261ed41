using System.Text.Json;

namespace Tollama.Stats.Tests.Golden;

/// <summary>Season and trend are R's.</summary>
public sealed class StlGoldenTests
{
    // What R's mstl passes on for the first season.
    private const int FirstSeasonalWindow = 11;

    [Theory]
    [MemberData(nameof(RGolden.OwnIds), MemberType = typeof(RGolden))]
    [MemberData(nameof(RGolden.CompetitionIds), MemberType = typeof(RGolden))]
    public void A_periodic_season_equals_R(string id)
    {
        RGolden golden = RGolden.Load(id);
        if (golden.Has("stl_periodic"))
        {
            Stl ours = Stl.Decompose(golden.Train, golden.Season);
            ShouldBeClose(ours.Seasonal[..golden.Season], golden.Array("stl_periodic", "seasonal"));
            ShouldBeClose(ours.Trend, golden.Array("stl_periodic", "trend"));
        }
    }

    [Theory]
    [MemberData(nameof(RGolden.OwnIds), MemberType = typeof(RGolden))]
    [MemberData(nameof(RGolden.CompetitionIds), MemberType = typeof(RGolden))]
    public void A_changing_season_equals_R(string id)
    {
        RGolden golden = RGolden.Load(id);
        if (golden.Has("mstl"))
        {
            Stl ours = Stl.Decompose(golden.Train, golden.Season, new StlSettings { SeasonalWindow = FirstSeasonalWindow });
            ShouldBeClose(ours.Seasonal, golden.Array("mstl", "seasonal"));
            ShouldBeClose(ours.Trend, golden.Array("mstl", "trend"));
        }
    }

    [Theory]
    [InlineData("robust", 7, 0, null, true)]
    [InlineData("robust_periodic", null, 0, null, true)]
    [InlineData("linear_season", 9, 1, null, false)]
    [InlineData("smooth_trend", 13, 0, 35, false)]
    [InlineData("robust_linear", 12, 1, 30, true)]
    public void Other_settings_equal_R(string name, int? seasonalWindow, int seasonalDegree, int? trendWindow, bool robust)
    {
        StlSettings settings = new()
        {
            SeasonalWindow = seasonalWindow,
            SeasonalDegree = seasonalDegree,
            TrendWindow = trendWindow,
            Robust = robust,
        };
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(RGolden.OwnPath("stl/outliers.json")));
        JsonElement expected = document.RootElement.GetProperty(name);
        Stl ours = Stl.Decompose(RGolden.Numbers(document.RootElement.GetProperty("x")), 12, settings);
        ShouldBeClose(ours.Seasonal, RGolden.Numbers(expected.GetProperty("seasonal")));
        ShouldBeClose(ours.Trend, RGolden.Numbers(expected.GetProperty("trend")));
        ShouldBeClose(ours.Weights, RGolden.Numbers(expected.GetProperty("weights")));
    }

    [Theory]
    [InlineData("plain", false, null)]
    [InlineData("robust", true, null)]
    [InlineData("window", false, 9)]
    public void Two_seasons_equal_R(string name, bool robust, int? seasonalWindow)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(RGolden.OwnPath("stl/two_seasons.json")));
        JsonElement expected = document.RootElement.GetProperty(name);
        double[] y = RGolden.Numbers(document.RootElement.GetProperty("x"));
        MstlDecomposition ours = MstlDecomposition.Decompose(y, [4, 14], robust, seasonalWindow);
        ShouldBeClose(ours.Trend, RGolden.Numbers(expected.GetProperty("trend")));
        ShouldBeClose(ours.Seasonal[0], RGolden.Numbers(expected.GetProperty("first")));
        ShouldBeClose(ours.Seasonal[1], RGolden.Numbers(expected.GetProperty("second")));
    }

    private static void ShouldBeClose(double[] actual, double[] expected)
    {
        actual.Length.ShouldBe(expected.Length);
        double scale = expected.Max(Math.Abs);
        for (int index = 0; index < actual.Length; index++)
        {
            actual[index].ShouldBe(expected[index], (1e-8 * scale) + 1e-12);
        }
    }
}
